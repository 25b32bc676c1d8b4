"""The ten columns of the register of incoming papers, as people read them (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from datetime import date

from cchc_portal.documents import standing
from cchc_portal.documents.models import Arrival
from cchc_portal.vietnam import dates

TITLES = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
WIDTHS = (12, 8, 28, 16, 12, 50, 24, 12, 24, 36)
Cell = str | int | date | None


def cells(line: Arrival) -> tuple[Cell, ...]:
    return (
        line.came_on,
        line.number,
        line.author,
        line.symbol,
        line.issued_on,
        line.title,
        line.receiver,
        line.handed_on,
        line.receipt,
        note(line),
    )


def texts(line: Arrival) -> list[str]:
    """The same for paper."""
    return [dates.short_date(cell) if isinstance(cell, date) else str(cell or "") for cell in cells(line)]


def note(line: Arrival) -> str:
    """What the clerk wrote, and what has become of the paper since."""
    said = [notice.sentence for notice in standing.notices(line.dispatch.number.afterwards.all())]
    return ". ".join(words for words in (line.note, *said) if words)
