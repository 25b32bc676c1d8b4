"""The registers as printed books: A4 across, ten numbered columns, titles on every page (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.documents.arrivals import columns as arrivals
from cchc_portal.documents.models import Arrival, IssuedNumber
from cchc_portal.documents.register import columns
from cchc_portal.vietnam import dates

KEY = "book"
WIDTHS = (9, 8, 22, 10, 15, 7, 5, 8, 7, 9)
ARRIVAL_WIDTHS = (8, 5, 13, 10, 8, 22, 10, 8, 7, 9)
_WHOLE = re.compile(r"(\([^()]{0,12}/[^()]{0,6}\))")


def said(agency: Agency, lines: Iterable[IssuedNumber], *, year: int, series: str) -> dict[str, Any]:
    """What the book says today, to be frozen; a worker makes its PDF from this alone."""
    profile = agency.profile_on(timezone.localdate())
    return {
        KEY: {
            "superior": " ".join(profile.superior_header),
            "agency": " ".join(profile.header),
            "year": year,
            "series": series,
            "day": dates.short_date(timezone.localdate()),
            "rows": [columns.texts(line) for line in lines],
        }
    }


def of_arrivals(agency: Agency, lines: Iterable[Arrival], *, year: int) -> dict[str, Any]:
    """The register of incoming papers, in the same manner."""
    book = said(agency, (), year=year, series="")[KEY]
    rows = [arrivals.texts(line) for line in lines]
    return {KEY: {**book, "incoming": True, "rows": rows}}


@dataclass(frozen=True)
class Piece:
    """Some words of a cell; `whole`: never broken over two lines."""

    text: str
    whole: bool


def pieces(cell: str) -> list[Piece]:
    """ "UBND tỉnh (để b/c)": what stands in brackets with a stroke stays on one line."""
    return [Piece(text, bool(_WHOLE.fullmatch(text))) for text in _WHOLE.split(cell) if text]


def is_book(content: dict[str, Any]) -> bool:
    return KEY in content


def _heads(book: dict[str, Any]) -> dict[str, Any]:
    """Each of the two books has its name, its ten columns and their widths in hundredths."""
    if book.get("incoming"):
        return {"name": "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "titles": arrivals.TITLES, "widths": ARRIVAL_WIDTHS}
    return {"name": "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "titles": columns.TITLES, "widths": WIDTHS}


def pdf(content: dict[str, Any]) -> tuple[bytes, int]:
    """(the file, its number of pages)."""
    from cchc_portal.documents.paper import engine  # heavy; only workers render

    rows = [[pieces(cell) for cell in row] for row in content[KEY]["rows"]]
    html = render_to_string("paper/book.html", {"book": content[KEY], "rows": rows, **_heads(content[KEY])})
    with engine.undisturbed(), engine.complaints_are_errors():
        document = engine.lay_out(html, engine.RULE_STYLES[0])
        written = document.write_pdf(pdf_variant="pdf/a-3u")
    return bytes(written), len(document.pages)
