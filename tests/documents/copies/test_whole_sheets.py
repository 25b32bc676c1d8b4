"""Sheets that are copied as a whole into an electronic copy: the very file, unless it may not be one (Phụ lục I phần II, mục I.2)."""

import io

import pikepdf
import pypdfium2
from PIL import Image

from cchc_portal.documents.paper import sheets
from tests.documents import scans

SHEET = Image.effect_noise((600, 800), 60)


def of_version(version: str) -> bytes:
    with pikepdf.open(io.BytesIO(scans.as_pdf([SHEET, SHEET]))) as made:
        written = io.BytesIO()
        made.save(written, force_version=version)
    return written.getvalue()


def test_a_pdf_of_today_is_copied_byte_by_byte() -> None:
    given = of_version("1.4")
    assert sheets.whole(given, "pdf") == (given, 2)


def test_an_older_pdf_and_a_picture_are_shown_in_a_new_one() -> None:
    for content, kind, pages in ((of_version("1.3"), "pdf", 2), (scans.as_picture(SHEET, "png"), "png", 1)):
        made, count = sheets.whole(content, kind)
        assert (count, len(pypdfium2.PdfDocument(made)), made[:8] >= sheets.OLDEST) == (pages, pages, True)
