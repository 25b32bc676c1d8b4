"""Two people at the same moment, each on a connection of their own: two colleagues hand in, two reviewers decide."""

from cchc_portal.agencies.models import Role
from cchc_portal.calendars.models import Obligation
from plans.actions import handing_in, reviewing
from plans.models import Submission
from plans.submissions.states import SubmissionState
from tests.plans.submissions.handing import a_signed_report, open_first_quarter, report
from tests.plans.test_answering_at_once import at_once
from tests.world import World, a_member, entered


def owing_now(world: World) -> Obligation:
    """A report whose data are whole on any day on which this test runs."""
    with entered(world.province):
        open_first_quarter(world)
        Obligation.objects.update(data_from=None, data_to=None)
        return report(world)


def test_of_two_colleagues_who_hand_in_at_once_one_has_the_receipt(
    transactional_db: None, world: World
) -> None:
    owed = owing_now(world)
    results = at_once(
        world,
        lambda: handing_in.hand_in(owed.pk, a_signed_report(), by=world.drafter).receipt_number,
        lambda: handing_in.hand_in(owed.pk, a_signed_report(), by=world.clerk).receipt_number,
    )
    assert sorted(map(str, results)) == ["1", "Refused"]
    with entered(world.province):
        assert Submission.objects.count() == 1


def test_of_two_reviewers_who_decide_at_once_one_decides(transactional_db: None, world: World) -> None:
    owed = owing_now(world)
    with entered(world.province):
        made = handing_in.hand_in(owed.pk, a_signed_report(), by=world.drafter)
        colleague = a_member(world.reviewer.agency, Role.REVIEWER)
    results = at_once(
        world,
        lambda: str(reviewing.accept(made.pk, by=world.reviewer).state),
        lambda: str(reviewing.give_back(made.pk, by=colleague, reason="Thiếu").state),
    )
    assert results.count("Refused") == 1
    with entered(world.province):
        found = Submission.objects.get(pk=made.pk)
        owed.refresh_from_db()
    decided = next(result for result in results if result != "Refused")
    assert found.state == decided
    assert (owed.accepted_at is not None) == (decided == SubmissionState.ACCEPTED)


def test_two_agencies_at_once_have_receipts_that_follow_each_other(
    transactional_db: None, world: World
) -> None:
    owed = owing_now(world)
    with entered(world.province):
        other = Obligation.objects.get(agency=world.here.neighbour.agency)
    results = at_once(
        world,
        lambda: handing_in.hand_in(owed.pk, a_signed_report(), by=world.drafter).receipt_number,
        lambda: handing_in.hand_in(other.pk, a_signed_report(), by=world.stranger).receipt_number,
    )
    assert sorted(results) == [1, 2]
