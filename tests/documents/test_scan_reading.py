"""What a file from the scanner is called, and pictures inside it that no viewer could show; no database."""

import io

import pikepdf
import pytest
from PIL import Image

from cchc_portal.documents.scans import child, reading
from cchc_portal.documents.scans.states import OBJECTIONS, SCAN_IT, objection_to
from tests.documents import scans

SHEET = Image.effect_noise((600, 800), 60)
WORD = b"PK\x03\x04 [Content_Types].xml word/document.xml"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Root Entry WordDocument".encode("utf-16-le")
RENAME = "Đổi đuôi tên tệp thành .{} rồi tải lên lại."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("quet.pdf", scans.as_picture(SHEET, "jpg"), f"Tệp này là ảnh JPEG, không phải PDF như đuôi tên tệp. {RENAME.format('jpg')}"),
        ("quet.pdf", scans.as_picture(SHEET, "png"), f"Tệp này là ảnh PNG, không phải PDF như đuôi tên tệp. {RENAME.format('png')}"),
        ("quet.JPEG", scans.as_pdf([SHEET]), f"Tệp này là PDF, không phải ảnh JPEG như đuôi tên tệp. {RENAME.format('pdf')}"),
        ("quet.tif", scans.as_pdf([SHEET]), f"Tệp này là PDF. {RENAME.format('pdf')}"),
        ("quet.pdf", WORD, f"Tệp này là tài liệu Word, không phải PDF như đuôi tên tệp. {SCAN_IT}"),
        ("quet.pdf", OLD_WORD, f"Tệp này là tài liệu Word, không phải PDF như đuôi tên tệp. {SCAN_IT}"),
        ("quet.docx", WORD, f"Tệp này là tài liệu Word. {SCAN_IT}"),
        ("quet.pdf", b"PK\x03\x04 something else", OBJECTIONS["not-scan"]),
        ("quet.pdf", b"", OBJECTIONS["empty"]),
    ],
)  # fmt: skip
def test_a_file_is_called_what_it_is(name: str, content: bytes, said: str) -> None:
    read = reading.read(content, name)
    assert objection_to(read.objection, read.kind, name) == said


def holed(content: bytes, begin: float) -> bytes:
    """The last picture's data lost from a part of it on, as where a copy was broken off; the file around it is whole."""
    start = content.index(b"stream\n", content.rindex(b"/Subtype /Image")) + len(b"stream\n")
    end = content.index(b"endstream", start) - 1
    lost = start + int((end - start) * begin)
    return content[:lost] + bytes(end - lost) + content[end:]


def deflated() -> bytes:
    """A page whose picture is packed as some scanners pack text."""
    made, written = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(
        made, SHEET.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=600, Height=800,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    page = made.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = pikepdf.Stream(made, b"q 595 0 0 842 0 0 cm /I Do Q")
    made.save(written, compress_streams=True)
    return written.getvalue()


def faxed() -> bytes:
    written = io.BytesIO()
    SHEET.convert("1").save(written, "PDF")
    return written.getvalue()


WHOLE = {
    "jpeg": scans.as_pdf([SHEET, SHEET]),
    "fax": faxed(),
    "deflated": deflated(),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_picture_is_read(kind: str) -> None:
    assert reading.read(WHOLE[kind], "quet.pdf").objection == ""


@pytest.mark.parametrize(
    ("kind", "begin"), [("jpeg", 0), ("jpeg", 0.5), ("fax", 0), ("deflated", 0), ("deflated", 0.5)]
)
def test_a_page_whose_picture_is_damaged_inside_is_refused(kind: str, begin: float) -> None:
    assert child.reading(holed(WHOLE[kind], begin), "quet.pdf").objection == "damaged-page"
