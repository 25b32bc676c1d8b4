"""PDF files of the demo, made where it is loaded: empty forms that its plans are issued with, reports that were signed elsewhere."""

from html import escape
from typing import Any

from weasyprint import HTML

from cchc_portal.agencies.models import Membership
from plans.actions import attached_files
from plans.models import Plan

STYLE = (
    "@page { size: A4; margin: 20mm 20mm 20mm 30mm } body { font: 13pt/1.4 'Tinos', 'Times New Roman', serif } "
    "h1 { font-size: 14pt; text-align: center } table { border-collapse: collapse; width: 100% } "
    "td, th { border: 0.5pt solid black; padding: 2mm; height: 7mm; text-align: left }"
)
EMPTY_ROWS = 6


def attach(plan: Plan, told: list[dict[str, Any]], *, by: Membership) -> None:
    for entry in told:
        attached_files.add(plan.pk, form(entry), title=entry["title"], name=entry["name"], by=by)


def form(entry: dict[str, Any]) -> bytes:
    """A heading, how it is filled in, a table to write into."""
    heads = "".join(f"<th>{escape(column)}</th>" for column in entry["columns"])
    row = "<tr>" + "<td></td>" * len(entry["columns"]) + "</tr>"
    body = f"<h1>{escape(entry['heading'])}</h1><p>{escape(entry['note'])}</p><table><tr>{heads}</tr>{row * EMPTY_ROWS}</table>"
    return _printed(entry["title"], body)


def report(title: str, text: str) -> bytes:
    """One page with the words of a report."""
    return _printed(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def _printed(title: str, body: str) -> bytes:
    page = f"<html lang='vi'><head><title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    return bytes(HTML(string=page).write_pdf())
