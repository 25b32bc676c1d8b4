"""The yardstick: the very document that we print, handed over as one HTML string, with nothing done for speed.

Style sheet parsed each time, fonts found by the system, columns as wide as the engine finds by trying: what `HTML(string).write_pdf()` does
with a page that nobody has tuned.
"""

import logging
from typing import Any

from weasyprint import HTML

from cchc_portal.documents import paper

UNTUNED = """<style>
html, body, table, td, th, p { font-family: Tinos, serif !important }
table { table-layout: auto !important } col { width: auto !important }
</style></head>"""

logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it knows no media query of a phone's width


def html(snapshot: dict[str, Any]) -> str:
    return paper.html(snapshot).replace("</head>", UNTUNED, 1)


def pdf(snapshot: dict[str, Any]) -> bytes:
    return HTML(string=html(snapshot)).write_pdf()
