"""An appendix of thousands of rows as PDF/A: laid out some hundred rows at a time, so that memory does not grow with it.

A run of rows ends where its last whole page does: what stands on the page behind is laid out again with the rows that follow. So pages
are full, headings repeat and numbers run on as if the table had been laid out at once.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from django.template import Context
from weasyprint.formatting_structure import boxes

from . import engine
from .glyphs import printable
from .markup import _template, rule_style
from .parts import Paper, Table

TOGETHER = 240  # rows: always more than a page
FORMAT = "pdf/a-3u"


@dataclass(frozen=True)
class _Leaves:
    content: bytes
    pages: int


def pdf(paper: Paper, note: Callable[[int], None] = lambda _: None) -> tuple[bytes, int]:
    """(the file, its number of pages) of one appendix whose body is one table; `note` hears how many rows are done."""
    leaves = list(_laid_out(paper, note))
    return _joined(leaves), sum(each.pages for each in leaves)


def _laid_out(paper: Paper, note: Callable[[int], None]) -> Iterator[_Leaves]:
    [part] = paper.parts
    [table] = part.body
    if not isinstance(table, Table):
        raise TypeError("the body is one table")
    start, pages = 0, 0
    while start < len(table.rows) or not pages:
        end = min(start + TOGETHER, len(table.rows))
        leaves, done = _run(paper, replace(table, rows=table.rows[start:end]), pages, end < len(table.rows))
        start, pages = start + done, pages + leaves.pages
        note(sum(row.kind == "row" for row in table.rows[:start]))
        yield leaves
        gc.collect()


def _run(paper: Paper, table: Table, before: int, goes_on: bool) -> tuple[_Leaves, int]:
    """(pages behind so many others, the rows that stand on them)."""
    html = _html(paper, table, before)
    with engine.undisturbed(), engine.complaints_are_errors():
        document = engine.lay_out(html, rule_style(paper))
        done = len(table.rows)
        if goes_on and len(document.pages) > 1:
            carried = _rows_on(document.pages[-1])
            if not table.rows[done - carried].tall:
                done -= carried
                document = document.copy(document.pages[:-1])
        day = date.fromisoformat(str(paper.issued_on))
        document.metadata.created = document.metadata.modified = f"{day:%Y-%m-%d}T00:00:00Z"
        written = document.write_pdf(pdf_variant=FORMAT, pdf_identifier=sha256(html.encode()).digest()[:16])
    return _Leaves(bytes(written), len(document.pages)), done


def _html(paper: Paper, table: Table, before: int) -> str:
    values = {"paper": paper, "part": paper.parts[0], "table": table, "before": before, "next": before + 1}
    return printable(_template("leaves.html").render(Context(values, use_l10n=False, use_tz=False)))


def _rows_on(page: Any) -> int:
    """Rows of the table's body on a page."""
    groups = [box for box in page._page_box.descendants() if isinstance(box, boxes.TableRowGroupBox)]
    return sum(len(box.children) for box in groups if not (box.is_header or box.is_footer))


def _joined(leaves: list[_Leaves]) -> bytes:
    with ExitStack() as opened:
        files = [opened.enter_context(pikepdf.Pdf.open(BytesIO(each.content))) for each in leaves]
        first, *more = files
        for file in more:
            first.pages.extend(file.pages)
        written = BytesIO()
        first.save(written, deterministic_id=True)
        return written.getvalue()
