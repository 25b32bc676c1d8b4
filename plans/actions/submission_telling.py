"""Whom each step of handing in and reviewing concerns: a line in their inbox, in the step's own transaction."""

from django.urls import reverse
from django.utils import timezone

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars import actions as calendars
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans.models import Submission, Supplement


def handed_in(submission: Submission, *, by: Membership) -> None:
    """Those who review, but nobody of the agency itself."""
    again = f" lần {submission.attempt}" if submission.attempt > 1 else ""
    what = lower_first(submission.obligation.document)
    text = f"{submission.agency} gửi{again} {what}. Biên nhận số {submission.receipt_symbol}."
    _reviewers(submission, text, by=by)


def supplemented(submission: Submission, *, by: Membership) -> None:
    """Whoever holds it; all who review where nobody does."""
    text = f"{submission.agency} đã gửi bổ sung cho {lower_first(submission.obligation.document)}."
    _reviewers(submission, text, by=by)


def _reviewers(submission: Submission, text: str, *, by: Membership) -> None:
    held = Membership.objects.with_role(Role.REVIEWER).held_on(timezone.localdate()).with_post()
    if submission.taken_by_id is not None:
        held = held.filter(user=submission.taken_by_id)
    for reviewer in held.exclude(post__agency=submission.agency).exclude(user=by.user).order_by("id"):
        calendars.tell(reviewer, text, review_path(submission, reviewer))


def supplement_asked(submission: Submission, row: Supplement, *, by: Membership) -> None:
    until = dates.weekday_date(row.due_on)
    text = f"Sở Nội vụ yêu cầu bổ sung cho {lower_first(submission.obligation.document)}, gửi trước hết {until}: {row.wanted}"
    _people(submission, text, by=by)


def accepted(submission: Submission, *, by: Membership) -> None:
    text = f"Sở Nội vụ đã chấp nhận {lower_first(submission.obligation.document)}."
    _people(submission, f"{text} Ý kiến: {submission.reason}" if submission.reason else text, by=by)


def given_back(submission: Submission, *, by: Membership) -> None:
    """The drafters of the agency are told by the calendar; whoever handed it in, in another post, is told here."""
    text = f"{submission.obligation.document} được trả lại để hoàn thiện. Lý do: {submission.reason}"
    calendars.notify_person(submission.obligation.holder, submission.handed_in_by, text, path(submission))


def _people(submission: Submission, text: str, *, by: Membership) -> None:
    """Whoever handed it in, and the drafters of the agency that answers for it now."""
    holder = submission.obligation.holder
    calendars.notify_person(holder, submission.handed_in_by, text, path(submission))
    calendars.notify_post_holders(holder, Role.DRAFTER, text, path(submission), excluding=by.user)


def path(submission: Submission) -> str:
    """The agency's own page of it."""
    where = {"province": submission.province.slug, "agency": submission.obligation.holder.slug}
    return reverse("submissions:detail", kwargs={**where, "submission_id": submission.pk})


def review_path(submission: Submission, reviewer: Membership) -> str:
    where = {"province": submission.province.slug, "agency": reviewer.agency.slug}
    return reverse("reviews:submission", kwargs={**where, "submission_id": submission.pk})
