"""What the columns of a table mean, by the words above them.

Heads as plans of provinces and their agencies have carried them; the longer wording is asked first.
"""

import re
from dataclasses import dataclass

from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import plain
from plans.importing.source import Cell, Table

SERIAL, SKIP, QUARTER, SOURCE = "serial", "skip", "quarter", "source"
LABELS = {
    "content": "Nội dung",
    "audience": "Đối tượng",
    "channels": "Hình thức",
    "products": "Sản phẩm",
    "lead": "Đơn vị chủ trì",
    "support": "Đơn vị phối hợp",
    "time": "Thời gian",
    "budget": "Kinh phí",
    SOURCE: "Nguồn kinh phí",
    "note": "Ghi chú",
    QUARTER: "Đánh dấu kỳ",
    SERIAL: "Số thứ tự",
    SKIP: "Không nhập cột này",
}
_SYNONYMS = (
    (SERIAL, r"stt|tt|so tt|so thu tu|so t t"),
    (QUARTER, r"(?:quy|q)\.? ?(?:i{1,3}|iv|[1-4])|(?:thang|t)\.? ?\d{1,2}"),
    (SOURCE, r"nguon (?:kinh phi|von|thuc hien)"),
    ("support", r"(?:(?:don vi|co quan|phong|bo phan)(?:, \w+)* )?(?:phoi hop|tham gia)(?: thuc hien)?"),
    (
        "lead",
        (
            r"(?:(?:don vi|co quan|phong|bo phan)(?:, (?:don vi|co quan|phong|bo phan|ca nhan))* )?(?:chu tri|thuc hien|tham muu|phu trach|chiu trach nhiem)"
            r"(?:(?:,| va|/) ?(?:thuc hien|tham muu))?|phan cong(?: thuc hien)?|trach nhiem(?: thuc hien)?"
        ),
    ),
    (
        "time",
        r"(?:du kien )?(?:thoi gian|thoi han|tien do|thoi diem)(?:,? (?:thuc hien|hoan thanh|to chuc|du kien))*(?:[,/] .*)?",
    ),
    (
        "products",
        r"(?:du kien )?(?:san pham|ket qua)(?: ?[/,] ?(?:san pham|ket qua))?(?:,? (?:du kien|dau ra|dat duoc|can dat|chu yeu))*(?:[,/] .*)?|so luong",
    ),
    ("budget", r"(?:du toan|du tru|du kien)? ?kinh phi(?: thuc hien| du kien)?|du toan|thanh tien"),
    ("audience", r"(?:nhom )?doi tuong(?: tuyen truyen| truyen thong| tac dong| thu huong)?"),
    (
        "channels",
        (
            r"(?:hinh thuc|cach thuc|phuong thuc|kenh|bien phap)(?:(?:,| va) (?:hinh thuc|cach thuc|phuong thuc|kenh|phuong tien))*"
            r"(?: (?:tuyen truyen|truyen thong|thuc hien|to chuc|thong tin))*"
        ),
    ),
    ("note", r"ghi chu"),
    (
        "content",
        (
            r"(?:ten )?(?:cac )?(?:noi dung|nhiem vu|hoat dong|cong viec|chuyen de)"
            r"(?: ?[,/-] ?(?:noi dung|nhiem vu|hoat dong|cong viec)| cong viec| nhiem vu| hoat dong)*"
            r"(?: (?:tuyen truyen|truyen thong|thuc hien|cu the|trong tam|thong tin|cong tac))*(?:[,/] .*)?"
        ),
    ),
)
_KNOWN = tuple((kind, re.compile(pattern)) for kind, pattern in _SYNONYMS)
UNIT = re.compile(r"\s*\([^)]*\)\s*$|\s*-\s*dvt.*$")
_NUMBERS = re.compile(r"\(?\d{1,2}\)?")
_DEEPEST_HEAD = 30
_MOST_HEAD_ROWS = 3


@dataclass(frozen=True)
class Head:
    """Where the head of a table of work stands, how many rows it has, what its columns mean."""

    first: int
    height: int
    kinds: tuple[str, ...]


def kind_of(text: str) -> str:
    """What a column of this head means, or nothing."""
    folded = UNIT.sub("", fold(plain(text)).rstrip(" .:*"))
    return next((kind for kind, pattern in _KNOWN if pattern.fullmatch(folded)), "")


def wordings() -> list[tuple[str, str]]:
    """What each column may be called, for a page that reads pasted tables: kind and pattern, of text as folded here."""
    return list(_SYNONYMS)


def find_head(table: Table) -> Head | None:
    """The head of a table of work: a row that names the content and at least one more column."""
    for number, row in enumerate(table.rows[:_DEEPEST_HEAD]):
        kinds = [kind_of(cell.text) if cell else "" for cell in row]
        if "content" in kinds and len({kind for kind in kinds if kind}) >= 2:
            height = _height(table, number)
            return Head(number, height, _kinds(table, number, height))
    return None


def _height(table: Table, first: int) -> int:
    """Rows that the head's merged cells reach over, and a row of (1) (2) (3) below them."""
    reach = max((cell.rows for cell in table.rows[first] if cell and kind_of(cell.text)), default=1)
    height = min(_MOST_HEAD_ROWS, reach)
    below = table.rows[first + height] if first + height < len(table.rows) else ()
    texts = [cell.text for cell in below if cell and cell.lines]
    if len(texts) > 1 and all(_NUMBERS.fullmatch(text) for text in texts) and len(texts) >= len(below) - 1:
        height += 1
    return height


def _kinds(table: Table, first: int, height: int) -> tuple[str, ...]:
    """Each column by its lowest word in the head; what nobody knows becomes a note, so that it is kept."""
    kinds = []
    for column in range(table.width):
        labels = [label for label in labels_of(table, first, height, column) if label]
        kinds.append(next((kind for label in reversed(labels) if (kind := kind_of(label))), ""))
    return tuple(_once(kinds))


def labels_of(table: Table, first: int, height: int, column: int) -> list[str]:
    """The words above a column, from top to bottom."""
    labels: list[str] = []
    for row in range(first, min(first + height, len(table.rows))):
        above, left = table.owner(row, column)
        cell: Cell | None = table.rows[above][left]
        text = plain(" ".join(cell.lines)) if cell else ""
        if text and (not labels or labels[-1] != text) and not _NUMBERS.fullmatch(text):
            labels.append(text)
    return labels


def _once(kinds: list[str]) -> list[str]:
    """Of two columns that mean the same the first has it, and the other is kept as a note."""
    seen: set[str] = set()
    result = []
    for kind in kinds:
        repeated = kind in seen and kind not in (QUARTER, "note", "lead", "support", "channels", "products")
        result.append("note" if repeated or not kind else kind)
        seen.add(kind)
    return result


def guess(table: Table) -> list[str]:
    """The columns of a table that is not known to be one of work: by its first row, and the widest text is the content."""
    kinds = list(_kinds(table, 0, 1))
    if "content" not in kinds and table.width:
        lengths = [
            sum(len(cell.text) for row in table.rows if (cell := row[place]))
            if kinds[place] == "note"
            else -1
            for place in range(table.width)
        ]
        kinds[lengths.index(max(lengths))] = "content"
    return kinds
