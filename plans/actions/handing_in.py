"""An agency hands in what it owes, and what it was asked to add: lock, assert, change, record; the office is told.

The obligation's row is the lock: two colleagues who hand in at once, and whoever exempts it meanwhile, come one after another.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars.actions.standing import locked as locked_obligation
from cchc_portal.calendars.actions.standing import signed_as
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.documents import actions as papers
from cchc_portal.documents import storage
from plans.models import Plan, Submission, Supplement
from plans.submissions import permissions, receipt
from plans.submissions.papers import papers_for
from plans.submissions.states import STEPS, Act, SubmissionState

from . import submission_telling as telling

_RECEIPTS = 7  # the second key of the lock under which a province's receipts are numbered
UNAPPROVED = (
    "Báo cáo chỉ gửi được khi lãnh đạo cơ quan đã duyệt và văn thư đã cấp số. "
    "Trình báo cáo ngắn, chọn văn bản đã ban hành, hoặc tải tệp báo cáo đã ký lên."
)


@dataclass(frozen=True)
class File:
    """What was uploaded, already judged."""

    content: bytes
    name: str


@dataclass(frozen=True)
class Handed:
    """What is handed in: an issued paper or a file with a few words; of a plan issued elsewhere the words alone may say where it is."""

    plan: Plan | None = None
    file: File | None = None
    text: str = ""
    figures: list[dict[str, str]] = field(default_factory=list)
    nothing_unusual: bool = False


def hand_in(obligation_id: int, handed: Handed, *, by: Membership, at: datetime | None = None) -> Submission:
    """One attempt with its receipt; the first of an attempt is what lateness is judged by."""
    owed = locked_obligation(Obligation(pk=obligation_id))
    require(permissions.may_hand_in(by, owed))
    _refuse_what_is_none(owed, handed)
    now = at or timezone.now()
    stands = Submission.objects.standing().filter(obligation=owed).exists()
    if stands or not calendars.submit(owed, at=now, by=by):
        raise Refused(f"{owed.document} đã gửi và đang được thẩm định.")
    made = _row(owed, handed, by=by, at=now)
    made.receipt = papers.ask_for_paper(papers.freeze(made.agency, receipt.said(made)))
    made.save(update_fields=["receipt"])
    history.record(made, "hand_in", by=by, what=receipt.what(made), receipt=made.receipt_symbol)
    telling.handed_in(made, by=by)
    return made


def _refuse_what_is_none(owed: Obligation, handed: Handed) -> None:
    if handed.plan is not None and not papers_for(owed).filter(pk=handed.plan.pk).exists():
        raise Refused(
            f"Văn bản đã chọn không phải văn bản đã ban hành để gửi cho “{owed}”. Chọn văn bản khác."
        )
    if handed.plan is not None or handed.file is not None:
        return
    if owed.kind != ObligationKind.PLAN:
        raise Refused(UNAPPROVED)
    if not handed.text.strip():
        raise Refused("Chọn văn bản đã ban hành, tải tệp lên hoặc ghi số, ngày văn bản và cách gửi.")


def _row(owed: Obligation, handed: Handed, *, by: Membership, at: datetime) -> Submission:
    year = timezone.localtime(at).year
    made: Submission = Submission.objects.create(
        obligation=owed,
        agency=owed.holder,
        attempt=Submission.objects.filter(obligation=owed).count() + 1,
        plan=handed.plan,
        text=handed.text.strip(),
        figures=handed.figures,
        nothing_unusual=handed.nothing_unusual,
        handed_in_at=at,
        handed_in_by=by.user,
        handed_in_as=signed_as(by),
        receipt_year=year,
        receipt_number=_next_receipt(owed.province_id, year),
        **_kept(owed.province_id, handed.file),
    )
    return made


def _kept(province_id: int, file: File | None) -> dict[str, Any]:
    if file is None:
        return {}
    digest = storage.store(province_id, file.content)
    return {"file_digest": digest, "file_name": file.name[:200], "file_size": len(file.content)}


def _next_receipt(province_id: int, year: int) -> int:
    """No gap, no double: the number is taken with what it confirms, or not at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_RECEIPTS, province_id])
    last = Submission.objects.filter(receipt_year=year).aggregate(last=Max("receipt_number"))["last"]
    return (last or 0) + 1


def locked(submission_id: int) -> Submission:
    """With its obligation, which is locked first; raises Submission.DoesNotExist where it is not here."""
    known = Submission.objects.only("obligation_id").get(pk=submission_id)
    owed = locked_obligation(Obligation(pk=known.obligation_id))
    rows = Submission.objects.select_for_update(of=("self",))
    found: Submission = rows.select_related("agency__province", "province").get(pk=submission_id)
    found.obligation = owed
    return found


def supplement(submission_id: int, *, by: Membership, text: str = "", file: File | None = None) -> Submission:
    """What was asked for; the attempt and its day stay."""
    found = locked(submission_id)
    require(permissions.may_do(Act.SUPPLEMENT, by, found))
    if not text.strip() and file is None:
        raise Refused("Nhập nội dung bổ sung hoặc tải tệp lên.")
    row = Supplement.objects.get(submission=found, sent_at__isnull=True)
    row.text, row.sent_by, row.sent_as, row.sent_at = text.strip(), by.user, signed_as(by), timezone.now()
    for name, value in _kept(found.province_id, file).items():
        setattr(row, name, value)
    row.save()
    found.state = STEPS[Act.SUPPLEMENT].target or SubmissionState.WAITING
    found.save(update_fields=["state"])
    history.record(found, Act.SUPPLEMENT, by=by, what=row.text or row.file_name)
    telling.supplemented(found, by=by)
    return found
