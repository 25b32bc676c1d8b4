"""The report that an agency writes for what it owes, as a document of its own chain; while one is being written there is no second."""

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Allowed, Denied
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam.text import lower_first
from plans.models import Plan
from plans.states import PlanForm

from . import permissions

SUBJECT = "Công tác thông tin, tuyên truyền cải cách hành chính {period}"


def subject_of(owed: Obligation) -> str:
    """By its subject a report is known as the one that was written for it; what was asked for once keeps its name.

    What was taken over from another agency names it: the heir owes its own for the same period.
    """
    subject = SUBJECT.format(period=lower_first(str(owed).removeprefix("Báo cáo ")))
    return f"{subject} của {owed.agency.name}" if owed.transferred_to_id else subject


def being_written(owed: Obligation) -> Plan | None:
    """Not issued yet, at its drafter's or on its way; the newest."""
    reports = Plan.objects.filter(agency=owed.holder, form=PlanForm.REPORT, issued_on__isnull=True)
    found: Plan | None = reports.filter(subject=subject_of(owed)).order_by("-id").first()
    return found


def may_submit_words(membership: Membership, owed: Obligation, written: Plan | None) -> Allowed | Denied:
    """A short text is written by whoever drafts and approved by the head, so it is no way around the agency's chain."""
    answer = permissions.may_hand_in(membership, owed)
    answer = answer and permissions.may_compose(membership, owed)
    if answer and written is not None:
        return Denied(f"{owed} đang được soạn hoặc trình duyệt; tiếp tục với văn bản đó.")
    return answer
