"""What an issued paper is worth today, from what is recorded after its issue (Nghị định 30/2020/NĐ-CP, Điều 18.3, 18.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_portal.documents.models import AfterIssue, IssuedNumber
from cchc_portal.documents.states import AfterKind
from cchc_portal.vietnam import dates

_WORDS = {
    AfterKind.WITHDRAWN: ("đã thu hồi", "danger"),
    AfterKind.REPLACED: ("bị thay thế bởi {by}", "danger"),
    AfterKind.AMENDED: ("được sửa đổi, bổ sung bởi {by}", "warn"),
    AfterKind.CORRECTED: ("được đính chính bởi {by}", "warn"),
}
IN_FORCE = "còn hiệu lực"


@dataclass(frozen=True)
class Standing:
    """`sentence` for the page; `in_force` false once it is replaced or withdrawn."""

    sentence: str
    tone: str
    in_force: bool

    def __str__(self) -> str:
        return self.sentence


def today(line: IssuedNumber) -> Standing:
    """The weightiest of what is recorded; of equals all are named, in their order."""
    return of(line.afterwards.all())


def of(rows: Iterable[AfterIssue]) -> Standing:
    recorded = sorted(rows, key=lambda row: (row.by_day, row.pk))
    for kind, (words, tone) in _WORDS.items():
        of_kind = [row for row in recorded if row.kind == kind]
        if of_kind:
            named = " và ".join(f"{row.by_symbol} ngày {dates.short_date(row.by_day)}" for row in of_kind)
            gone = kind in (AfterKind.WITHDRAWN, AfterKind.REPLACED)
            return Standing(words.format(by=named), tone, in_force=not gone)
    return Standing(IN_FORCE, "ok", in_force=True)
