"""The ten columns of the register of outgoing papers, as people read them (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from cchc_portal.documents import standing
from cchc_portal.documents.models import IssuedNumber
from cchc_portal.documents.states import AfterKind, NumberStatus, SendingState
from cchc_portal.vietnam import copies, dates

TITLES = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
SHORT = (
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại, trích yếu",
    "Người ký",
    "Nơi nhận",
    "Bản lưu",
    "Số bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
"""On the screen, where all ten stand side by side; exports carry the law's own titles."""
Cell = str | int | date | None


def cells(line: IssuedNumber) -> tuple[Cell, ...]:
    """One line; its dispatches and what became of it are read before (`with_columns`)."""
    return (
        line.symbol,
        line.issued_on,
        line.title,
        line.signer,
        line.recipients,
        line.keeper,
        line.copies,
        sent_on(line),
        receipt(line),
        note(line),
    )


def texts(line: IssuedNumber) -> list[str]:
    """The same for paper."""
    return [dates.short_date(cell) if isinstance(cell, date) else str(cell or "") for cell in cells(line)]


def sent_on(line: IssuedNumber) -> date | None:
    """What is kept, else the day on which the paper first went to one of its recipients."""
    gone = [timezone.localdate(one.sent_at) for one in line.dispatches.all() if one.sent_at]
    return line.sent_on or min(gone, default=None)


def receipt(line: IssuedNumber) -> str:
    """What the clerk wrote; else how many of its recipients have confirmed. Where none has, the column is free to be signed by hand."""
    sent = list(line.dispatches.all())
    received = sum(dispatch.state == SendingState.RECEIVED for dispatch in sent)
    if line.receipt or not received:
        return line.receipt
    return f"{received}/{len(sent)} nơi nhận đã ký nhận"


def note(line: IssuedNumber) -> str:
    """What the clerk wrote, why a number is void, what became of the paper."""
    said = [line.note]
    if line.status == NumberStatus.RESERVED:
        said.append(line.status_words)
    if line.status == NumberStatus.VOID:
        said.append(f"Số đã hủy: {line.void_reason}")
    said += _afterwards(line)
    return ". ".join(words for words in said if words)


def _afterwards(line: IssuedNumber) -> Sequence[str]:
    rows = sorted(line.afterwards.all(), key=lambda row: (row.by_day, row.pk))
    return [
        f"{AfterKind(row.kind).label} bởi {row.by_symbol} ngày {dates.short_date(row.by_day)}" for row in rows
    ]


def standing_of(line: IssuedNumber) -> standing.Standing | None:
    """A copy is worth what its document is worth, at whose line it stands."""
    own = line.status == NumberStatus.GIVEN and line.series != copies.SERIES
    return standing.today(line) if own else None
