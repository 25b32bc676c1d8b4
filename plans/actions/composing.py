"""A report as a document of its own: a draft with the period, the usual headings and the figures that the portal knows.

It goes through the agency's own chain like a plan (Nghị định 30/2020/NĐ-CP, mẫu 1.4), and is handed in when it is issued.
"""

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import require
from cchc_portal.calendars.actions.standing import locked as locked_obligation
from cchc_portal.calendars.models import Obligation
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans.actions import drafting
from plans.models import Block, BlockKind, Plan
from plans.states import PlanForm
from plans.submissions import figures, permissions

SUBJECT = "Công tác thông tin, tuyên truyền cải cách hành chính {period}"


def compose(obligation_id: int, *, by: Membership) -> Plan:
    """The draft that is being written for it already, else a new one."""
    owed = locked_obligation(Obligation(pk=obligation_id))
    require(permissions.may_compose(by, owed))
    subject = SUBJECT.format(period=period_of(owed))
    drafts = Plan.objects.filter(agency=owed.holder, form=PlanForm.REPORT, issued_on__isnull=True)
    found: Plan | None = drafts.filter(subject=subject).order_by("-id").first()
    return found or _begin(owed, subject, by)


def period_of(owed: Obligation) -> str:
    """ "quý I năm 2027"; what was asked for once keeps its name."""
    return lower_first(str(owed).removeprefix("Báo cáo "))


def _begin(owed: Obligation, subject: str, by: Membership) -> Plan:
    start, end = dates.year_period(owed.year)
    values = {
        "form": PlanForm.REPORT,
        "subject": subject,
        "period_from": owed.data_from or start,
        "period_to": owed.data_to or end,
    }
    made = drafting.create_plan(owed.holder, values, by=by, began_from=str(owed))
    first = Block.objects.filter(plan=made, kind=BlockKind.TEXT, section__isnull=False)
    block = first.order_by("section__position", "position", "id").first()
    said = figures.sentence(figures.known(owed))
    if block is not None and said:
        block.content = {"text": said, "footnotes": []}
        block.save()
    return made
