"""One row of each table of the register, for tests that walk all tables."""

from datetime import date

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.documents.models import AfterIssue, Arrival, Dispatch, ExchangeCode, IssuedNumber
from cchc_portal.documents.states import AfterKind, Way


def one_of_each(line: IssuedNumber, to_agency: Agency, member: Membership) -> None:
    """A word about the line, one way it went, and the code of its agency."""
    AfterIssue.objects.create(
        agency=line.agency,
        number=line,
        kind=AfterKind.CORRECTED,
        by_symbol="12/STC-VP",
        by_day=date(2031, 1, 15),
        reason="Sai ngày ký",
        recorded_by=member.user,
    )
    Dispatch.objects.create(
        agency=line.agency,
        number=line,
        position=1000,
        recipient="Sở Xây dựng",
        way=Way.INSIDE,
        to_agency=to_agency,
        confirmed_by=member.user,
    )
    an_arrival(Dispatch.objects.get(number=line, position=1000), to_agency)
    ExchangeCode.objects.create(agency=line.agency, code="000.00.01.H19")


def an_arrival(dispatch: Dispatch, to_agency: Agency) -> Arrival:
    """Its line in the receiver's register, once."""
    made, _ = Arrival.objects.get_or_create(
        dispatch=dispatch,
        defaults={
            "agency": to_agency,
            "year": 2031,
            "number": 1,
            "came_on": date(2031, 1, 16),
            "author": "Sở Tài chính",
            "symbol": dispatch.number.symbol,
            "title": dispatch.number.title,
        },
    )
    return made
