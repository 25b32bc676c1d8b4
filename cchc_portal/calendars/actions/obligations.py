"""Taking note that something owed was done, where no submission on the portal says so."""

from datetime import datetime

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars.deadlines import dues_of_year
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.permissions import may_report_sent
from cchc_portal.calendars.states import ObligationKind

from .opening import is_owed, open_dues, open_for, plan_is_governed


def fulfil(obligation: Obligation, *, at: datetime) -> bool:
    """The first fulfilment counts; False when somebody has fulfilled it before."""
    return bool(Obligation.objects.open().filter(pk=obligation.pk).update(submitted_at=at))


def fulfil_plan(agency: Agency, year: int, at: datetime) -> bool:
    """The agency's plan of a year is issued; what that year still brings is opened with it, so that it is counted."""
    today = timezone.localdate(at)
    if not plan_is_governed(year):
        plan = [due for due in dues_of_year(year) if due.kind == ObligationKind.PLAN]
        open_dues([agency], year, [due for due in plan if is_owed(agency, due.nominal_due_on, None)])
    open_for([agency], year, since=today)
    owed = Obligation.objects.of_agency(agency).open().of_year(year).to_send_plan()
    return bool(owed.order_by().update(submitted_at=at))


def report_sent(obligation: Obligation, *, by: Membership) -> None:
    """A person of the agency says that a report, sent outside the portal, has gone out."""
    require(may_report_sent(by, obligation))
    if not fulfil(obligation, at=timezone.now()):
        raise Refused(f"{obligation} đã được ghi nhận trước đó.")
    history.record(obligation, "report_sent", by=by, what=str(obligation))
