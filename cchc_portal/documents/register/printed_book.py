"""The register as a printed book: A4 across, ten numbered columns, titles on every page (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import columns
from cchc_portal.vietnam import dates

KEY = "book"


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


def is_book(content: dict[str, Any]) -> bool:
    return KEY in content


def pdf(content: dict[str, Any]) -> tuple[bytes, int]:
    """(the file, its number of pages)."""
    from cchc_portal.documents.paper import engine  # heavy; only workers render

    html = render_to_string("paper/book.html", {"book": content[KEY], "titles": columns.TITLES})
    with engine.undisturbed(), engine.complaints_are_errors():
        document = engine.lay_out(html, engine.RULE_STYLES[0])
        written = document.write_pdf(pdf_variant="pdf/a-3u")
    return bytes(written), len(document.pages)
