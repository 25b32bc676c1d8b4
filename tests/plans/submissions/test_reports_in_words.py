"""A short text with figures: made into a report, approved by the head, numbered by the clerk, and only then handed in."""

import pytest
from django.test import Client
from django.utils import timezone

from cchc_portal.agencies.models import Membership
from plans.actions import procedure
from plans.models import Block, Plan, Submission
from plans.states import PlanForm, PlanState
from plans.submissions import figures
from plans.submissions.papers import obligation_of
from tests.plans.submissions.handing import report
from tests.world import World, a_plan, entered

OWN = "/dong-nai/so-tai-chinh/gui-so-noi-vu/"
PLANS = "/dong-nai/so-tai-chinh/ke-hoach/"
SAID = {"trinh": "1", "text": "Đăng 18 tin, bài.\n\nKhông có khó khăn.", "done": "3"}


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def page_of(world: World) -> str:
    with entered(world.province):
        return f"{OWN}viec/{report(world).pk}/"


def submitted(world: World, **said: str) -> Plan:
    signed_in(world.drafter).post(page_of(world), SAID | said)
    with entered(world.province):
        found: Plan = Plan.objects.select_related("agency__province").get(form=PlanForm.REPORT)
    return found


def test_it_waits_for_the_head_and_is_not_handed_in(owing: World) -> None:
    answer = signed_in(owing.drafter).post(page_of(owing), SAID)
    with entered(owing.province):
        made = Plan.objects.get(form=PlanForm.REPORT)
        assert answer["Location"] == f"{PLANS}{made.pk}/"
        assert (made.state, made.submitted_by) == (PlanState.SUBMITTED, owing.drafter.user)
        assert Submission.objects.count() == 0
        told = Block.objects.filter(plan=made).order_by("section__position", "position")
        assert [block.content.get("text") for block in told] == [
            "Đăng 18 tin, bài.",
            "Không có khó khăn.",
            None,
        ]
        rows = figures.with_done(figures.known(report(owing)), 3)
        assert [each["text"] for each in told[2].content["bullets"]] == [
            f"{row['name']}: {row['value']}" for row in rows
        ]


def test_approved_and_numbered_it_is_one_press_of_the_clerk(owing: World) -> None:
    made = submitted(owing)
    with entered(owing.province):
        procedure.approve(made.pk, by=owing.head)
        procedure.issue(made.pk, by=owing.clerk, issued_on=timezone.localdate())
    clerk = signed_in(owing.clerk)
    sending = clerk.get(f"{PLANS}{made.pk}/").context["sending"]
    assert (sending["noun"], sending["found"], bool(sending["may"])) == ("báo cáo", None, True)
    clerk.post(sending["action"])
    with entered(owing.province):
        sent = Submission.objects.get()
        assert (sent.plan_id, sent.obligation_id) == (made.pk, report(owing).pk)


def test_a_returned_one_shows_its_reason_and_no_second_form(owing: World) -> None:
    made = submitted(owing)
    with entered(owing.province):
        procedure.return_(made.pk, by=owing.head, reason="Thiếu số liệu của tháng 3")
    page = signed_in(owing.drafter).get(page_of(owing))
    assert ([each["plan"] for each in page.context["reports"]], bool(page.context["may_words"])) == (
        [made],
        False,
    )
    assert "Thiếu số liệu của tháng 3" in page.content.decode()
    assert signed_in(owing.drafter).post(page_of(owing), SAID).status_code == 200
    with entered(owing.province):
        assert Plan.objects.filter(form=PlanForm.REPORT).count() == 1


def test_nothing_unusual_needs_no_words(owing: World) -> None:
    made = submitted(owing, text="", nothing="on")
    with entered(owing.province):
        first = Block.objects.filter(plan=made).order_by("section__position", "position")[0]
        assert first.content["text"] == figures.NOTHING_UNUSUAL


def test_what_was_typed_stays_where_it_cannot_go(owing: World) -> None:
    page = signed_in(owing.drafter).post(page_of(owing), SAID | {"done": "nhiều"})
    assert page.context["words"]["text"].value() == SAID["text"]
    assert list(page.context["words"].errors) == ["done"]
    with entered(owing.province):
        assert Plan.objects.filter(form=PlanForm.REPORT).count() == 0


@pytest.mark.parametrize(("person", "status"), [("clerk", 200), ("reviewer", 409), ("stranger", 404)])
def test_who_does_not_draft_writes_none(owing: World, person: str, status: int) -> None:
    assert signed_in(getattr(owing, person)).post(page_of(owing), SAID).status_code == status
    with entered(owing.province):
        assert (Plan.objects.filter(form=PlanForm.REPORT).count(), Submission.objects.count()) == (0, 0)


def test_a_report_of_another_subject_answers_nothing(owing: World) -> None:
    with entered(owing.province):
        issued = a_plan(owing.agency, by=owing.drafter, state=PlanState.ISSUED)
        Plan.objects.filter(pk=issued.pk).update(form=PlanForm.REPORT)
        issued.refresh_from_db()
        assert obligation_of(issued) is None
