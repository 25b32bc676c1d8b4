"""A receipt (biên nhận) as one A4 page: what it says is frozen, its PDF is made by a worker from that alone."""

from dataclasses import asdict, dataclass
from typing import Any

from django.template.loader import render_to_string

from cchc_portal.vietnam import layout

KEY = "receipt"


@dataclass(frozen=True)
class Receipt:
    """`header` as papers print it (superior, issuer, number, place_date); `rows` are (what, value)."""

    header: dict[str, Any]
    title: str
    rows: list[list[str]]
    note: str


def said(receipt: Receipt) -> dict[str, Any]:
    """What is frozen."""
    return {KEY: asdict(receipt)}


def is_receipt(content: dict[str, Any]) -> bool:
    return KEY in content


def pdf(content: dict[str, Any]) -> tuple[bytes, int]:
    """(the file, its number of pages)."""
    from cchc_portal.documents.paper import engine, heads  # heavy; only workers render

    header = content[KEY]["header"]
    place = header["place_date"].partition(", ngày")[0]
    compact = heads.needs_compact(layout.ND30_2020, header["superior"], header["issuer"], place)
    shown = {"receipt": content[KEY], "header": {**header, "compact": compact}}
    html = render_to_string("paper/receipt.html", shown)
    with engine.undisturbed(), engine.complaints_are_errors():
        document = engine.lay_out(html, engine.RULE_STYLES[0])
        written = document.write_pdf(pdf_variant="pdf/a-3u")
    return bytes(written), len(document.pages)
