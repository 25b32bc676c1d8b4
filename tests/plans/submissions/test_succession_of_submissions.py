"""An agency merges while what it has sent is being reviewed: the heir answers for it, the office's own days stay."""

from django.utils import timezone

from plans.actions import handing_in, reviewing
from plans.actions.handing_in import Handed
from plans.models import Submission
from plans.submissions import permissions
from plans.submissions.states import Act, SubmissionState
from tests.plans.test_succeeding import merged, owed
from tests.world import World, entered


def test_the_heir_sends_what_is_asked_of_the_merged_agency(settled: World) -> None:
    with entered(settled.province):
        row = owed(settled)
        made = handing_in.hand_in(row.pk, Handed(text="Báo cáo"), by=settled.drafter)
        today = timezone.localdate()
        reviewing.ask_supplement(made.pk, by=settled.reviewer, wanted="Số liệu", due_on=today)
        merged(settled)
        found = Submission.objects.with_everything().get(pk=made.pk)
        heir = settled.here.neighbour
        assert found.obligation.holder == heir.agency
        assert permissions.may_do(Act.SUPPLEMENT, heir.drafter, found)
        assert not permissions.may_do(Act.SUPPLEMENT, settled.drafter, found)
        sent = handing_in.supplement(made.pk, by=heir.drafter, text="Số liệu")
        assert (sent.state, sent.obligation.submitted_at) == (SubmissionState.WAITING, made.handed_in_at)
        assert reviewing.accept(made.pk, by=settled.reviewer).state == SubmissionState.ACCEPTED
