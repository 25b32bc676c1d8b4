"""A copy on the signed sheets themselves: their pages, and below the text the copying agency's block (Mẫu 3.1). Nothing is typeset anew.

Nghị định 30/2020/NĐ-CP, Điều 3.10–3.12, 25; Phụ lục I phần II, mục II: the block stands on the same sheet, under a line as wide as the text.
"""

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

from cchc_portal.vietnam import layout

from . import markup
from .copied import Copied

MM = 72 / 25.4
A4_ACROSS, A4_DOWN = 210, 297
FOOT, GAP, EDGE = (
    20 * MM,
    8 * MM,
    10 * MM,
)  # bottom margin, above the block, what a scanner darkens at the rim
GRAIN = 1.0  # pixels to a point: enough to see where the last line stands
INK = 150  # of 255: darker is ink, not paper
SPECK = 3
OLDEST = b"%PDF-1.4"  # of an electronic copy (Phụ lục I phần II, mục I.2)
DEFAULT_PAGE = (A4_ACROSS * MM, A4_DOWN * MM)


def as_pdf(content: bytes, kind: str) -> bytes:
    """A picture as one page, as wide as A4 is; a PDF as it is."""
    if kind == "pdf":
        return content
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        across = A4_ACROSS if picture.width <= picture.height else A4_DOWN
        written = io.BytesIO()
        picture.convert("RGB").save(written, "PDF", resolution=picture.width / across * 25.4)
    return written.getvalue()


def count(content: bytes, kind: str) -> int:
    with pypdfium2.PdfDocument(as_pdf(content, kind)) as document:
        return len(document)


def whole(content: bytes, kind: str) -> tuple[bytes, int]:
    """The very file where it is a PDF that may be an electronic copy, else one that shows the same pages."""
    pages = count(content, kind)
    if kind == "pdf" and content[: len(OLDEST)] >= OLDEST:
        return content, pages
    return taken(content, kind, range(pages))


def taken(content: bytes, kind: str, leaves: Sequence[int]) -> tuple[bytes, int]:
    """Some of the pages, as they look: what was drawn by a signature stays to be seen."""
    with _opened(content, kind, leaves) as made:
        return _saved(made), len(made.pages)


def copied(
    content: bytes, kind: str, *, leaves: Sequence[int] | None, copy: Copied, rules: str, across: str = ""
) -> tuple[bytes, int]:
    """(the file, its number of pages); `across`: what stands over every page of a document that is no longer in force."""
    style = f"paper-{layout.RULE_SETS[rules].name.lower().replace('_', '-')}.css"
    blocks = _laid_out("copy_blocks.html", style, name=copy.name, blocks=copy.blocks)
    with _opened(content, kind, leaves) as made:
        _put_below(made, blocks)
        if across:
            _put_over_all(made, _laid_out("across.html", style, words=across))
        return _saved(made), len(made.pages)


def _laid_out(template: str, style: str, **said: object) -> bytes:
    from .engine import complaints_are_errors, lay_out, undisturbed  # heavy; only workers render

    html = markup.fragment(template, said)
    with undisturbed(), complaints_are_errors():
        return bytes(lay_out(html, style, beside=True, copied=True).write_pdf())


def _opened(content: bytes, kind: str, leaves: Sequence[int] | None) -> pikepdf.Pdf:
    """New pages that show the old ones upright; no form, script or signature of the old file comes along."""
    given = as_pdf(content, kind)
    with pypdfium2.PdfDocument(given) as document:
        sizes = [page.get_size() for page in document]
    made = pikepdf.new()
    with pikepdf.open(io.BytesIO(given)) as source:
        source.flatten_annotations("all")
        for number in range(len(sizes)) if leaves is None else leaves:
            made.add_blank_page(page_size=sizes[number])
            _show(made, made.pages[-1], source, source.pages[number], pikepdf.Rectangle(0, 0, *sizes[number]))
    return made


def _show(
    made: pikepdf.Pdf, page: pikepdf.Page, source: pikepdf.Pdf, shown: pikepdf.Page, place: pikepdf.Rectangle
) -> None:
    """Under a name of its own, not of chance: the same sheets give the same bytes."""
    form = made.copy_foreign(source.make_indirect(shown.as_form_xobject()))
    name = pikepdf.Name(f"/To{len(page.resources.get('/XObject', {}))}")
    page.add_resource(form, pikepdf.Name.XObject, name)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n", prepend=False)
    drawn = page.calc_form_xobject_placement(
        form, name, place, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(drawn, prepend=False)


def _put_below(made: pikepdf.Pdf, blocks: bytes) -> None:
    """On the last sheet where there is room under the text, else on sheets of their own."""
    with pypdfium2.PdfDocument(blocks) as document:
        alone, (width, height) = len(document) == 1, document[0].get_size()
    top, bottom = _ink(blocks, 0)
    last = len(made.pages) - 1
    page_width, page_height = (float(each) for each in made.pages[last].mediabox[2:])
    free = page_height - _ink(_saved(made), last)[1] - FOOT - GAP
    with pikepdf.open(io.BytesIO(blocks)) as source:
        if not alone or bottom - top > free or abs(page_width - width) > EDGE:
            for page in source.pages:
                made.add_blank_page(page_size=DEFAULT_PAGE)
                _show(made, made.pages[-1], source, page, pikepdf.Rectangle(0, 0, *DEFAULT_PAGE))
            return
        # The block's top line goes GAP under the last line of the text
        drop = page_height - free - FOOT - (page_height - height) - top
        place = pikepdf.Rectangle(0, page_height - height - drop, width, page_height - drop)
        _show(made, made.pages[last], source, source.pages[0], place)


def _put_over_all(made: pikepdf.Pdf, mark: bytes) -> None:
    with pikepdf.open(io.BytesIO(mark)) as source:
        for page in made.pages:
            _show(made, page, source, source.pages[0], pikepdf.Rectangle(*map(float, page.mediabox)))


def _ink(content: bytes, number: int) -> tuple[float, float]:
    """Where the first and the last line of a page stand, in points from its upper edge; the rim and specks of dust are not looked at."""
    with pypdfium2.PdfDocument(content) as document:
        picture = document[number].render(scale=GRAIN, grayscale=True).to_pil()
    rim = round(EDGE * GRAIN)
    inner = picture.crop((rim, rim, picture.width - rim, picture.height - rim))
    seen = inner.point(lambda light: 255 if light < INK else 0).filter(ImageFilter.MedianFilter(SPECK))
    box = seen.getbbox()
    return ((box[1] + rim) / GRAIN, (box[3] + rim) / GRAIN) if box else (EDGE, EDGE)


def _saved(made: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    made.save(written, deterministic_id=True, min_version=OLDEST.decode().removeprefix("%PDF-"))
    return written.getvalue()
