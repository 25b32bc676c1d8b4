"""Opening what an agency owes for a year, and taking note that it was done."""

from datetime import date, datetime

from django.utils import timezone

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.deadlines import Due, dues_of_year
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.permissions import may_report_sent
from cchc_portal.calendars.states import ObligationKind


def open_year(agency: Agency, year: int, *, since: date | None = None) -> list[Obligation]:
    """Make what the agency owes for a year, with nominal and rolled days; not what fell due before `since` or after its end."""
    _open(agency, year, [due for due in dues_of_year(year) if _is_owed(agency, due, since)])
    return list(Obligation.objects.of_agency(agency).of_year(year))


def fulfil(obligation: Obligation, *, at: datetime) -> bool:
    """The first fulfilment counts; False when somebody has fulfilled it before."""
    return bool(Obligation.objects.open().filter(pk=obligation.pk).update(fulfilled_at=at))


def fulfil_plan(agency: Agency, year: int, at: datetime) -> bool:
    """The agency's plan of a year is issued; what that year still brings is opened with it, so that it is counted."""
    today = timezone.localdate(at)
    dues = dues_of_year(year)
    _open(
        agency, year, [due for due in dues if due.kind == ObligationKind.PLAN or _is_owed(agency, due, today)]
    )
    owed = Obligation.objects.open().filter(agency=agency).of_year(year).to_send_plan()
    return bool(owed.update(fulfilled_at=at))


def report_sent(obligation: Obligation, *, by: Membership) -> None:
    """A person of the agency says that a report, sent outside the portal, has gone out."""
    require(may_report_sent(by, obligation))
    if not fulfil(obligation, at=timezone.now()):
        raise Refused(f"{obligation} đã được ghi nhận trước đó.")
    history.record(obligation, "report_sent", by=by, what=str(obligation))


def _open(agency: Agency, year: int, dues: list[Due]) -> None:
    if not dues:
        return
    calendar = work_calendar.between(dues[0].nominal_due_on, dues[-1].nominal_due_on)
    Obligation.objects.bulk_create(
        [
            Obligation(
                province_id=agency.province_id,
                agency=agency,
                year=year,
                kind=due.kind,
                data_from=due.data_from,
                data_to=due.data_to,
                nominal_due_on=due.nominal_due_on,
                due_on=calendar.roll(due.nominal_due_on),
            )
            for due in dues
        ],
        ignore_conflicts=True,
    )


def _is_owed(agency: Agency, due: Due, since: date | None) -> bool:
    if since is not None and due.nominal_due_on < since:
        return False
    return agency.closed_on is None or due.nominal_due_on < agency.closed_on
