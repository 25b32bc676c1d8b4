"""An agency merges while what it has sent is being reviewed: the heir answers for it, the office's own days stay."""

from cchc_portal.agencies.changing import foreseeing
from cchc_portal.agencies.changing.terms import Terms
from cchc_portal.calendars.models import Obligation
from plans.actions import handing_in, reviewing
from plans.models import Submission
from plans.submissions import permissions
from plans.submissions.states import Act, SubmissionState
from tests.plans.submissions.handed_in_pages import a_working_day
from tests.plans.submissions.handing import a_signed_report
from tests.plans.test_succeeding import Kind, merged, owed, planned
from tests.world import World, entered


def asked(world: World) -> Submission:
    """A report that Sở Nội vụ wants more of; called inside the province."""
    made = handing_in.hand_in(owed(world).pk, a_signed_report(), by=world.drafter)
    return reviewing.ask_supplement(made.pk, by=world.reviewer, wanted="Số liệu", due_on=a_working_day())


def test_the_heir_sends_what_is_asked_of_the_merged_agency(settled: World) -> None:
    with entered(settled.province):
        made = asked(settled)
        merged(settled)
        found = Submission.objects.with_everything().get(pk=made.pk)
        heir = settled.here.neighbour
        assert found.obligation.holder == heir.agency
        assert permissions.may_do(Act.SUPPLEMENT, heir.drafter, found)
        assert not permissions.may_do(Act.SUPPLEMENT, settled.drafter, found)
        sent = handing_in.supplement(made.pk, by=heir.drafter, text="Số liệu")
        assert (sent.state, sent.obligation.submitted_at) == (SubmissionState.WAITING, made.handed_in_at)
        assert reviewing.accept(made.pk, by=settled.reviewer).state == SubmissionState.ACCEPTED


def test_what_is_under_review_is_counted_and_named_before_the_merger(settled: World) -> None:
    with entered(settled.province):
        row = asked(settled).obligation
        moving = Obligation.objects.of_agency(settled.agency).open().count() + 1
        terms = Terms([settled.agency.pk], heir=settled.here.neighbour.agency.pk)
        assert foreseeing.sentences(planned(settled, Kind.MERGE, terms))[-2:] == [
            (
                f"{moving} báo cáo, việc có thời hạn chưa hoàn thành của Sở Tài chính chuyển về Sở Xây dựng, "
                "giữ nguyên thời hạn."
            ),
            (
                f"Trong đó hồ sơ đang ở Sở Nội vụ: {row} (chờ cơ quan bổ sung). "
                "Sở Xây dựng gửi bổ sung và gửi lại hồ sơ bị trả lại."
            ),
        ]
