"""What a simulated province's agencies owed in a year, and when each was sent."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Max
from django.utils import timezone

from cchc_portal.agencies.models import Membership, Role, User
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from plans.models import Plan, Submission
from plans.states import PlanState
from plans.submissions.states import SubmissionState

from .bodies import Office
from .sizes import Size

LATE, NEVER = 0.1, 0.02
MOST_DAYS_LATE = 20
EARLY = 12  # days before the deadline, at most
IN_THE_MIDDLE = (6, 30)  # month and day to which the last year has come


def make(offices: list[Office], year: int, issued: dict[int, date], size: Size, chance: Random) -> None:
    actions.open_for([office.agency for office in offices], year)
    today = date(year, *IN_THE_MIDDLE) if year == size.last_year else date(year + 1, *IN_THE_MIDDLE)
    rows = list(Obligation.objects.of_year(year).order_by("agency_id", "due_on", "kind"))
    for owed in rows:
        sent = issued.get(owed.agency_id) if owed.kind == ObligationKind.PLAN else _sent(owed, chance)
        if sent and sent <= today:
            owed.submitted_at = timezone.make_aware(datetime.combine(sent, time(15)))
            owed.accepted_at = owed.submitted_at + timedelta(days=2) if year < size.last_year else None
    sent_in = [owed for owed in rows if owed.submitted_at]
    Obligation.objects.bulk_update(sent_in, ["submitted_at", "accepted_at"], batch_size=1000)
    _hand_in(sent_in, offices, year)


def _hand_in(sent_in: list[Obligation], offices: list[Office], year: int) -> None:
    """What was handed in for each: the year's issued plan, or a report in words; numbered in the order of time."""
    drafters = {office.agency.pk: office.drafter for office in offices}
    plans = Plan.objects.filter(state=PlanState.ISSUED, period_from__year=year)
    papers = dict(plans.order_by("-pk").values_list("agency_id", "pk"))
    reviewer = Membership.objects.with_role(Role.REVIEWER).select_related("user", "post").first()
    taken = Submission.objects.order_by().values_list("receipt_year").annotate(last=Max("receipt_number"))
    numbers: defaultdict[int, int] = defaultdict(int, taken)
    made = []
    for owed in sorted(sent_in, key=lambda each: (each.submitted_at, each.pk)):
        year_of_receipt = timezone.localtime(owed.submitted_at).year
        numbers[year_of_receipt] += 1
        plan_id = papers.get(owed.agency_id) if owed.kind == ObligationKind.PLAN else None
        row = _submission(owed, drafters[owed.agency_id], plan_id, reviewer)
        row.receipt_year, row.receipt_number = year_of_receipt, numbers[year_of_receipt]
        made.append(row)
    Submission.objects.bulk_create(made, batch_size=1000)


def _submission(
    owed: Obligation, person: User, plan_id: int | None, reviewer: Membership | None
) -> Submission:
    row: Submission = Submission.in_province(
        obligation=owed,
        agency_id=owed.agency_id,
        attempt=1,
        plan_id=plan_id,
        text="" if plan_id else "Báo cáo mô phỏng của cơ quan.",
        handed_in_at=owed.submitted_at,
        handed_in_by=person,
        handed_in_as=person.full_name,
    )
    if owed.accepted_at is not None and reviewer is not None:
        row.state, row.decided_at = SubmissionState.ACCEPTED, owed.accepted_at
        row.decided_by, row.decided_as = reviewer.user, reviewer.post.title
    return row


def _sent(owed: Obligation, chance: Random) -> date | None:
    luck = chance.random()
    if luck < NEVER:
        return None
    if luck < LATE:
        return owed.due_on + timedelta(days=chance.randint(1, MOST_DAYS_LATE))
    return owed.due_on - timedelta(days=chance.randrange(EARLY))
