"""Sở Nội vụ reviews what was handed in: takes it, notes what it finds, accepts, gives back, or asks for more.

Each verb locks the obligation and the submission, so that of two reviewers who decide at once the first decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars import asked_days
from cchc_portal.calendars.actions.standing import signed_as
from plans.models import CriterionVerdict, ReviewComment, ReviewCriterion, Submission, Supplement
from plans.submissions import checklist, permissions
from plans.submissions.opened import opened_by
from plans.submissions.states import STEPS, Act, SubmissionState, Verdict

from . import submission_telling as telling
from .handing_in import locked


def take(submission_id: int, *, by: Membership) -> Submission:
    """Into this reviewer's hands, also out of a colleague's; taking what one holds changes nothing."""
    found = locked(submission_id)
    require(permissions.may_do(Act.TAKE, by, found))
    if found.taken_by_id == by.user_id:
        return found
    before = found.taken_as
    _into_hands(found, by)
    found.save(update_fields=["taken_by", "taken_as", "taken_at"])
    history.record(found, Act.TAKE, by=by, before=before)
    return found


def _into_hands(found: Submission, by: Membership) -> None:
    """Whoever decides what nobody held has taken it with that."""
    if found.taken_by_id != by.user_id:
        found.taken_by, found.taken_as, found.taken_at = by.user, signed_as(by), timezone.now()


def accept(submission_id: int, *, by: Membership, comment: str = "") -> Submission:
    """The version that counts; its first submission is what lateness is judged by."""
    found = _to_be_decided(submission_id, Act.ACCEPT, by=by)
    if not calendars.accept(found.obligation, at=timezone.now(), by=by):
        raise Refused(f"{found.obligation} đã được chấp nhận trước đó.")
    _decide(found, Act.ACCEPT, comment, by=by)
    telling.accepted(found, by=by)
    return found


def give_back(submission_id: int, *, by: Membership, reason: str) -> Submission:
    """The obligation is open again; what comes next is a new attempt."""
    found = _to_be_decided(submission_id, Act.GIVE_BACK, by=by)
    if not reason.strip():
        raise Refused("Nhập lý do trả lại để cơ quan biết cần sửa gì.")
    _decide(found, Act.GIVE_BACK, reason, by=by)
    calendars.give_back(
        found.obligation, at=timezone.now(), by=by, reason=found.reason, url=telling.path(found)
    )
    telling.given_back(found, by=by)
    return found


def ask_supplement(submission_id: int, *, by: Membership, wanted: str, due_on: date) -> Submission:
    """What is missing, and by when; the attempt stays."""
    found = _to_be_decided(submission_id, Act.ASK_SUPPLEMENT, by=by)
    if not wanted.strip():
        raise Refused("Nêu nội dung cần bổ sung.")
    if refusal := asked_days.refusal(due_on, "Hạn bổ sung"):
        raise Refused(refusal)
    row = Supplement(submission=found, wanted=wanted.strip(), due_on=due_on)
    row.asked_by, row.asked_as = by.user, signed_as(by)
    row.save()
    _into_hands(found, by)
    found.state = SubmissionState.ASKED
    found.save(update_fields=["state", "taken_by", "taken_as", "taken_at"])
    history.record(found, Act.ASK_SUPPLEMENT, by=by, reason=row.wanted, due_on=due_on.isoformat())
    telling.supplement_asked(found, row, by=by)
    return found


def _to_be_decided(submission_id: int, act: Act, *, by: Membership) -> Submission:
    found = locked(submission_id)
    require(permissions.may_do(act, by, found))
    return found


def _decide(found: Submission, act: Act, words: str, *, by: Membership) -> None:
    _into_hands(found, by)
    found.state = STEPS[act].target or found.state
    found.decided_by, found.decided_as, found.decided_at = by.user, signed_as(by), timezone.now()
    found.reason = words.strip()
    found.save()
    history.record(found, act, by=by, reason=found.reason)


@dataclass(frozen=True)
class Many:
    """What became of several that were to be accepted at once."""

    accepted: list[Submission]
    refused: list[str]


def accept_many(submission_ids: Iterable[int], *, by: Membership) -> Many:
    """Each that this person has opened as it stands now and that fails no criterion; the others stay, with the reason."""
    done: list[Submission] = []
    refused: list[str] = []
    for found in Submission.objects.with_everything().filter(pk__in=[*submission_ids]).oldest_first():
        try:
            if not opened_by(by.user_id, [found]):
                raise Refused(f"{found} của {found.agency}: chưa mở xem nên chưa chấp nhận.")
            if found.verdicts.filter(verdict=Verdict.UNMET).exists():
                raise Refused(f"{found} của {found.agency}: có tiêu chí chưa đạt; mở hồ sơ để quyết định.")
            done.append(accept(found.pk, by=by))
        except Refused as refusal:
            refused.append(refusal.reason)
    return Many(done, refused)


def opened(submission: Submission, *, by: Membership) -> None:
    """Note that this reviewer has read it; once, and again when something was added."""
    if permissions.may_do(Act.TAKE, by, submission) and not opened_by(by.user_id, [submission]):
        history.record(submission, "opened", by=by)


def assess(submission_id: int, criterion_id: int, verdict: Verdict, comment: str, *, by: Membership) -> None:
    """One criterion of the year's checklist; judging it again replaces what was judged."""
    found = _to_be_decided(submission_id, Act.ASSESS, by=by)
    criterion: ReviewCriterion | None = checklist.of(found).filter(pk=criterion_id).first()
    if criterion is None:
        raise Refused("Tiêu chí này không còn trong danh sách của năm. Tải lại trang.")
    values = {"verdict": verdict, "comment": comment.strip(), "given_at": timezone.now()}
    who = {"given_by": by.user, "given_as": signed_as(by)}
    CriterionVerdict.objects.update_or_create(
        submission=found, criterion=criterion, defaults={**values, **who}
    )
    history.record(found, Act.ASSESS, by=by, what=criterion.name, verdict=str(verdict))


def comment(submission_id: int, text: str, *, place: str = "", by: Membership) -> ReviewComment:
    """A remark on the paper, or on one part of it; the same words sent twice by one person are one remark."""
    found = _to_be_decided(submission_id, Act.ASSESS, by=by)
    if not text.strip():
        raise Refused("Nhập nội dung nhận xét.")
    said = {"place": place.strip()[:300], "text": text.strip(), "written_by": by.user}
    if again := found.comments.filter(**said).first():
        return again
    made = ReviewComment(submission=found, written_as=signed_as(by), **said)
    made.save()
    history.record(found, "commented", by=by, what=made.text)
    return made
