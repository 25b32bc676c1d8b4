"""A report written before its data are whole: whoever submits, approves and numbers it is told, and its page says when it can be sent."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from plans.actions import composing, procedure
from plans.forms.steps import EARLY
from plans.models import Plan
from plans.states import PlanForm, PlanState
from plans.submissions import windows
from tests.plans.submissions.asking import signed_in
from tests.plans.submissions.handing import TODAY, report
from tests.world import World, entered

PLANS = "/dong-nai/so-tai-chinh/ke-hoach/"
EARLIER = datetime(2027, 3, 10, 2, 0, tzinfo=UTC)
UNTIL = "Kỳ số liệu đến hết ngày 14/03/2027; báo cáo được gửi Sở Nội vụ từ ngày 15/03/2027"
WARNING = f"{UNTIL}; hạn gửi là thứ Hai, 22/03/2027. Số liệu của những ngày còn lại chỉ là ước tính."


@pytest.fixture
def early(owing: World) -> Iterator[World]:
    with time_machine.travel(EARLIER, tick=False):
        yield owing


def composed(world: World) -> Plan:
    with entered(world.province):
        made = composing.compose(report(world).pk, by=world.drafter)
        made.blocks.filter(kind="text").update(content={"text": "Đã đăng 18 tin, bài.", "footnotes": []})
    return made


def state_of(world: World, plan: Plan) -> str:
    with entered(world.province):
        return str(Plan.objects.get(pk=plan.pk).state)


def test_the_drafter_ticks_that_the_period_runs_still(early: World) -> None:
    made = composed(early)
    drafter, page = signed_in(early.drafter), f"{PLANS}{made.pk}/trinh/"
    assert drafter.get(page).context["early"] == WARNING
    refused = drafter.post(page, {"note": "Xin xem sớm"})
    assert refused.context["form"].errors == {"early": [EARLY]}
    assert refused.context["form"]["note"].value() == "Xin xem sớm"
    drafter.post(page, {"note": "Xin xem sớm", "early": "on"})
    assert state_of(early, made) == PlanState.SUBMITTED


def test_the_head_and_the_clerk_are_told_and_the_issued_report_says_from_when(early: World) -> None:
    made = composed(early)
    with entered(early.province):
        procedure.submit(made.pk, by=early.drafter)
    assert signed_in(early.head).get(f"{PLANS}{made.pk}/").context["early"] == WARNING
    with entered(early.province):
        procedure.approve(made.pk, by=early.head)
    clerk = signed_in(early.clerk)
    assert clerk.get(f"{PLANS}{made.pk}/cap-so/").context["early"] == WARNING
    with entered(early.province):
        procedure.issue(made.pk, by=early.clerk, issued_on=timezone.localdate())
    sending = clerk.get(f"{PLANS}{made.pk}/").context["sending"]
    assert (sending["opens"], bool(sending["may"])) == (f"{UNTIL}.", False)
    with time_machine.travel(TODAY, tick=False):
        sending = signed_in(early.clerk).get(f"{PLANS}{made.pk}/").context["sending"]
    assert (sending["opens"], bool(sending["may"])) == ("", True)


def test_nothing_is_said_once_the_period_is_over(owing: World) -> None:
    made = composed(owing)
    page = signed_in(owing.drafter).get(f"{PLANS}{made.pk}/trinh/")
    assert (page.context["early"], "early" in page.context["form"].fields) == ("", False)


@pytest.mark.parametrize("form", [PlanForm.PLAN, PlanForm.REPORT])
def test_nothing_is_said_of_what_answers_no_duty(early: World, form: PlanForm) -> None:
    plan = early.plans[PlanState.DRAFT]
    plan.form = form
    assert windows.warning(plan) == ""
