"""The reports that an agency writes for what it owes, as documents of its own chain; while one stands there is no second by chance."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Allowed, Denied
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam.text import lower_first
from plans.models import Plan, Submission
from plans.states import PlanForm, PlanState

from . import permissions
from .states import SubmissionState

SUBJECT = "Công tác thông tin, tuyên truyền cải cách hành chính {period}"


def subject_of(owed: Obligation) -> str:
    """What its drafter starts from; what was asked for once keeps its name.

    What was taken over from another agency names it: the heir owes its own for the same period.
    """
    subject = SUBJECT.format(period=lower_first(str(owed).removeprefix("Báo cáo ")))
    return f"{subject} của {owed.agency.name}" if owed.transferred_to_id else subject


def standing(owed: Obligation) -> Any:
    """Being written, on their way or issued, and not given back by Sở Nội vụ; the newest first."""
    given_back = Submission.objects.filter(
        plan=OuterRef("pk"), obligation=owed, state=SubmissionState.RETURNED
    )
    reports = Plan.objects.filter(obligation=owed, form=PlanForm.REPORT, amends__isnull=True)
    at_hand = reports.filter(Q(state=PlanState.ISSUED) | Q(agency=owed.holder))
    return at_hand.exclude(Exists(given_back)).select_related("agency__province").order_by("-id")


def may_submit_words(membership: Membership, owed: Obligation, reports: list[Plan]) -> Allowed | Denied:
    """A short text is written by whoever drafts and approved by the head, so it is no way around the agency's chain."""
    answer = permissions.may_hand_in(membership, owed)
    answer = answer and permissions.may_compose(membership, owed)
    if answer and any(each.state != PlanState.ISSUED for each in reports):
        return Denied(f"{owed} đang được soạn hoặc trình duyệt; tiếp tục với văn bản đó.")
    if answer and reports:
        return Denied(f"{owed} đã có văn bản ban hành, số {reports[0].symbol}; gửi văn bản đó.")
    return answer
