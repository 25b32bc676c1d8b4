"""A consolidated annex, frozen as its rows, and its file made from that alone (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III: phụ lục văn bản).

It is an appendix without the document that it goes with: the line "(Kèm theo …)" stays open for the number and the day.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.cache import cache

from cchc_portal.documents.models import Paper
from cchc_portal.documents.paper import fonts
from cchc_portal.documents.paper.parts import Cell, Column, Part, Row, Table, labelled
from cchc_portal.documents.paper.parts import Paper as Sheets
from cchc_portal.documents.paper.tables import is_tall
from cchc_portal.documents.paper.view import LANDSCAPE_MM, OPEN_DATE
from cchc_portal.documents.paper.words import balanced, open_space, years_together
from cchc_portal.documents.states import PaperFormat
from cchc_portal.vietnam import layout, numbering, symbols

KEY = "annex"
SERIAL = ("STT", 5)
Heads = Sequence[tuple[str, int]]
Groups = Iterable[tuple[str, Iterable[Sequence[str]]]]
KEPT_FOR = 24 * 3600


def said(title: str, agency: str, heads: Heads, groups: Groups, *, day: date) -> dict[str, Any]:
    """What the annex says, to be frozen; `heads` with percents that fill the width beside the serial number."""
    return {
        KEY: {
            "title": title,
            "agency": agency,
            "day": day.isoformat(),
            "heads": [list(head) for head in heads],
            "groups": [{"title": title, "rows": [list(row) for row in rows]} for title, rows in groups],
        }
    }


def is_annex(content: dict[str, Any]) -> bool:
    return KEY in content


def file(paper: Paper) -> tuple[bytes, int | None]:
    """(the file, its number of pages where that is known)."""
    word = paper.format == PaperFormat.DOCX
    return made(paper.snapshot.content, word=word, note=lambda rows: _note(paper, rows))


def made(
    content: dict[str, Any], *, word: bool = False, note: Callable[[int], None] = lambda _: None
) -> tuple[bytes, int | None]:
    """`note` hears how many rows are done."""
    from cchc_portal.documents.paper import long_tables  # heavy; only workers render
    from cchc_portal.documents.paper import word as word_files

    sheets = sheets_of(content)
    return (word_files.of_parts(sheets), None) if word else long_tables.pdf(sheets, note=note)


def rows_done(paper: Paper) -> int:
    """How far a worker has come; a figure that is lost is made up with the next rows."""
    return int(cache.get(_progress(paper), 0))


def _note(paper: Paper, rows: int) -> None:
    cache.set(_progress(paper), rows, KEPT_FOR)


def _progress(paper: Paper) -> str:
    return f"annex-rows:{paper.province_id}:{paper.pk}"


def sheets_of(content: dict[str, Any]) -> Sheets:
    annex = content[KEY]
    rules, title = layout.rules_for(date.fromisoformat(annex["day"])), annex["title"]
    part = Part(
        kind="appendix",
        title=numbering.appendix_label(1, 1),
        subject=balanced(
            years_together(title.upper()),
            LANDSCAPE_MM * 0.9,
            lambda text: fonts.width_mm(text, rules.sizes.subject, bold=True),
        ),
        attached_to=open_space(f"(Kèm theo Văn bản số {symbols.BLANK} {OPEN_DATE} của {annex['agency']})"),
        body=(_table(annex),),
        landscape=True,
    )
    return Sheets(rules=rules, name=title, author=annex["agency"], issued_on=annex["day"], parts=(part,))


def _table(annex: dict[str, Any]) -> Table:
    heads = [SERIAL, *annex["heads"]]
    columns = tuple(
        Column(label, width, "left" if place else "center") for place, (label, width) in enumerate(heads)
    )
    rows: list[Row] = []
    for group in annex["groups"]:
        rows.append(Row((Cell((group["title"],), span=len(columns), bold=True),), "group"))
        rows += [_row(number, cells, columns) for number, cells in enumerate(group["rows"], 1)]
    head = tuple(column.label for column in columns)
    return Table(columns, (head,), tuple(labelled(rows, head)), small=True)


def _row(number: int, texts: Sequence[str], columns: Sequence[Column]) -> Row:
    cells = [
        Cell((str(number),), "center"),
        *(Cell(tuple(text.split("\n")) if text else ()) for text in texts),
    ]
    return Row(tuple(cells), tall=is_tall(cells, columns, landscape=True))
