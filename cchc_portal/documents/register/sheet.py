"""The register as an Excel book: its ten columns, a row a line (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from collections.abc import Iterable, Sequence

from cchc_portal.documents import spreadsheets
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.register import columns

NAME = "Sổ văn bản đi"
WIDTHS = (16, 12, 50, 24, 40, 16, 9, 12, 24, 40)


def written(lines: Iterable[IssuedNumber], *, above: Sequence[str]) -> bytes:
    """`above`: whose book it is, of which year."""
    heads = tuple(zip(columns.TITLES, WIDTHS, strict=True))
    return spreadsheets.written([spreadsheets.Sheet(NAME, heads, map(columns.cells, lines), above=above)])
