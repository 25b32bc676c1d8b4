"""Whatever agencies and reviewers do, in whatever order: received never exceeds expected, each obligation is counted once,
at most one submission of each stands, and receipts have no gap."""

from datetime import timedelta

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions as calendars
from cchc_portal.calendars import counting
from cchc_portal.calendars.models import Obligation
from plans.actions import handing_in, reviewing
from plans.models import Submission
from plans.submissions.states import SubmissionState
from tests.plans.submissions.handing import TODAY, a_signed_report
from tests.world import World, entered

NAMES = [
    "hand_in",
    "give_back",
    "accept",
    "ask",
    "supplement",
    "extend",
    "exempt",
    "transfer",
    "transfer_back",
]
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([0, 1]), st.integers(min_value=0, max_value=20)),
    max_size=14,
)


@given(steps=STEPS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_received_never_exceeds_expected_and_each_is_counted_once(
    owing: World, steps: list[tuple[str, int, int]]
) -> None:
    with entered(owing.province):
        owed = list(Obligation.objects.order_by("id"))
        for name, which, after in steps:
            with time_machine.travel(TODAY + timedelta(days=after), tick=False):
                _try(owing, name, owed[which])
                _hold()
        transaction.set_rollback(True)


def _try(world: World, name: str, owed: Obligation) -> None:
    try:
        with transaction.atomic():
            _do(world, name, owed)
    except Refused:
        pass


def _do(world: World, name: str, owed: Obligation) -> None:
    by, person = world.reviewer, _person(world, owed)
    last = Submission.objects.filter(obligation=owed).order_by("attempt").last()
    if name == "hand_in":
        handing_in.hand_in(owed.pk, a_signed_report(), by=person)
    elif name == "exempt":
        calendars.exempt(owed, by=by, reason="Không phát sinh")
    elif name == "extend":
        day = timezone.localdate() + timedelta(days=5)
        asked = calendars.ask_extension(owed, by=person, to=day, reason="Chờ số liệu")
        calendars.decide_extension(asked, granted=True, by=by)
    elif name.startswith("transfer"):
        to = world.agency if name == "transfer_back" else world.here.neighbour.agency
        calendars.transfer(owed, to=to, by=by, reason="Sắp xếp")
    elif last is not None:
        _decide(name, last, by, person)


def _decide(name: str, last: Submission, by: Membership, person: Membership) -> None:
    if name == "accept":
        reviewing.accept(last.pk, by=by)
    elif name == "give_back":
        reviewing.give_back(last.pk, by=by, reason="Thiếu")
    elif name == "ask":
        reviewing.ask_supplement(last.pk, by=by, wanted="Số liệu", due_on=timezone.localdate())
    else:
        handing_in.supplement(last.pk, by=person, text="Số liệu")


def _person(world: World, owed: Obligation) -> Membership:
    holder = Obligation.objects.select_related("agency", "transferred_to").get(pk=owed.pk).holder
    return world.drafter if holder == world.agency else world.stranger


def _hold() -> None:
    """What is true after every act."""
    (tally,) = counting.of_year(2027, timezone.localdate())
    counted = tally.figures
    assert 0 <= counted["on_time"] + counted["late"] == counted["received"] <= counted["expected"]
    assert counted["received"] + counted["open"] + counted["exempted"] == 2
    rows = list(Submission.objects.order_by("receipt_number").select_related("obligation"))
    assert [row.receipt_number for row in rows] == list(range(1, len(rows) + 1))
    standing = [row for row in rows if row.state != SubmissionState.RETURNED]
    assert len({row.obligation_id for row in standing}) == len(standing) == counted["received"]
    for row in standing:
        assert row.obligation.submitted_at == row.handed_in_at
        assert (row.obligation.accepted_at is not None) == (row.state == SubmissionState.ACCEPTED)
