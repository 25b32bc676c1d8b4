"""PDF files as people bring them to be attached: of several makers, turned, cropped, spoiled."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer

from cchc_portal.documents.paper import engine


def made(words: str = "Danh mục thủ tục hành chính", size: str = "210mm 297mm") -> bytes:
    """By another program than ours: no PDF/A, no plan file."""
    html = f"<html lang='vi'><head><style>@page{{size:{size};margin:20mm}}</style></head><body><p>{words}</p></body></html>"
    with engine.undisturbed():
        return bytes(engine.lay_out(html, engine.RULE_STYLES[0]).write_pdf())


def with_page(content: bytes, **entries: object) -> bytes:
    """The same file, its first page saying this of itself."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    for name, value in entries.items():
        page[pdf_name(f"/{name}")] = _entry(value)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _entry(value: object) -> object:
    if isinstance(value, int):
        return generic.NumberObject(value)
    return generic.ArrayObject(generic.FloatObject(one) for one in value)  # type: ignore[attr-defined]


def sized_by_the_tree(content: bytes) -> bytes:
    """The page takes its size and its turn from the node above it."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    above = page["/Parent"]
    above["/MediaBox"] = page["/MediaBox"]
    above["/Rotate"] = generic.NumberObject(90)
    del page["/MediaBox"]
    writer.update_container(page)
    writer.update_container(above)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    writer: PdfFileWriter = copy_into_new_writer(PdfFileReader(BytesIO(content)))
    handler = StandardSecurityHandler.build_from_pw("mat-khau", "mat-khau")
    writer.security_handler = handler
    writer._encrypt = writer.add_object(handler.as_pdf_object())
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def without_pages() -> bytes:
    writer = PdfFileWriter()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
