"""What an issued paper is worth today, from what is recorded after its issue (Nghị định 30/2020/NĐ-CP, Điều 18.3, 18.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_portal.documents.models import AfterIssue, IssuedNumber
from cchc_portal.documents.states import AfterKind
from cchc_portal.vietnam import dates, symbols

_WORDS = {
    AfterKind.WITHDRAWN: ("đã thu hồi theo {by}", "danger"),
    AfterKind.REPLACED: ("bị thay thế bằng {by}", "danger"),
    AfterKind.AMENDED: ("được điều chỉnh, bổ sung bằng {by}", "warn"),
    AfterKind.CORRECTED: ("được đính chính bằng {by}", "warn"),
}
"""The weightiest first."""
OUT_OF_FORCE = frozenset({AfterKind.WITHDRAWN, AfterKind.REPLACED})
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
            named = " và ".join(map(_named, of_kind))
            return Standing(words.format(by=named), tone, in_force=kind not in OUT_OF_FORCE)
    return Standing(IN_FORCE, "ok", in_force=True)


@dataclass(frozen=True)
class Notice:
    """One thing that became of a paper, for whoever reads that paper: by which document, of which day, and why."""

    sentence: str
    reason: str
    tone: str
    in_force: bool


def notices(rows: Iterable[AfterIssue]) -> list[Notice]:
    """Everything recorded, the weightiest first."""
    weights = list(_WORDS)
    ordered = sorted(rows, key=lambda row: (weights.index(AfterKind(row.kind)), row.by_day, row.pk))
    return [_notice(row) for row in ordered]


def notices_of(snapshots: Iterable[int]) -> dict[int, list[Notice]]:
    """Of many issued documents in one query; a document of which nothing is recorded is not named."""
    wanted = AfterIssue.objects.filter(number__snapshot_id__in=set(snapshots))
    found: dict[int, list[AfterIssue]] = {}
    for row in wanted.select_related("number", "by_number"):
        found.setdefault(row.number.snapshot_id, []).append(row)
    return {snapshot: notices(rows) for snapshot, rows in found.items()}


def _notice(row: AfterIssue) -> Notice:
    kind = AfterKind(row.kind)
    words, tone = _WORDS[kind]
    said = words.format(by=_named(row))
    sentence = said[:1].upper() + said[1:]
    return Notice(sentence, row.reason, tone, in_force=kind not in OUT_OF_FORCE)


def _named(row: AfterIssue) -> str:
    """ "Công văn số 12/STC ngày 09/03/2026": its type as the register has it, else as its symbol says."""
    known = row.by_number.type_name if row.by_number else symbols.type_name(row.by_symbol)
    return f"{known or 'văn bản'} số {row.by_symbol} ngày {dates.short_date(row.by_day)}"
