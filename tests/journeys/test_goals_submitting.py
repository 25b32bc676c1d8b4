"""Everyday goals 20 and 23, counted: Sở Nội vụ reviews a plan beside its tasks; an officer submits a report with nothing unusual."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cchc_portal.calendars import actions as calendars
from plans.actions import handing_in
from plans.actions.handing_in import Handed
from plans.models import Block, Plan, Submission
from plans.states import PlanForm, PlanState
from plans.submissions.papers import obligation_of
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.goals import GOALS
from tests.plans.assigned_tasks import a_task
from tests.world import Office, World, a_plan, an_agency, entered

COMPARE, REMARK, VERDICT = 1, 2, 2  # presses of goal 20


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    with entered(world.province):
        return Office.staffed(an_agency(world.province, "so-bao-cao", "Sở Báo cáo thử", "SBC"))


def test_goal_20_a_plan_is_reviewed_beside_the_provincial_tasks(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    with entered(world.province):
        plan = a_plan(office.agency, by=office.drafter, state=PlanState.ISSUED)
        a_task(world.reviewer, "Niêm yết thủ tục tại nơi tiếp nhận", lead=office.agency.name)
        owed = obligation_of(plan)
        assert owed is not None
        made = handing_in.hand_in(owed.pk, Handed(plan=plan), by=office.clerk)
    reviewer = newcomer()
    counter = Counter.of(reviewer)
    reviewer.sign_in(world.reviewer)
    reviewer.open(f"/dong-nai/so-noi-vu/tham-dinh/{made.pk}/")
    counter.start()
    spent = []

    paper = reviewer.page.frame_locator("iframe[title='Trang in của văn bản đã gửi']")
    expect(paper.get_by_text("KẾ HOẠCH", exact=True)).to_be_visible()
    reviewer.sees("Niêm yết thủ tục tại nơi tiếp nhận")
    sheet, tasks = (reviewer.page.locator(f"[aria-labelledby='{part}']") for part in ("van-ban", "nhiem-vu"))
    boxes = [area.bounding_box() for area in (sheet, tasks)]
    assert all(boxes)
    assert boxes[0]["y"] == boxes[1]["y"]  # type: ignore[index]  side by side
    spent.append(counter.clicks)

    reviewer.page.get_by_role("textbox", name="Nhận xét").click()
    reviewer.page.keyboard.type("Bổ sung đơn vị chủ trì của nội dung số 2")
    reviewer.press("Lưu nhận xét")
    spent.append(counter.clicks)

    reviewer.press("Chấp nhận hồ sơ")
    reviewer.is_told("Đã chấp nhận")
    spent.append(counter.clicks)

    compared, remarked, decided = spent
    assert compared <= COMPARE
    assert remarked - compared <= REMARK
    assert decided - remarked <= VERDICT
    assert counter.beyond(GOALS[20]) == {}


def test_goal_23_a_report_with_nothing_unusual(world: World, office: Office, newcomer: Newcomer) -> None:
    year = timezone.localdate().year - 1
    with entered(world.province):
        owed = calendars.open_year(office.agency, year)[3]
        a_plan(office.agency, by=office.drafter, state=PlanState.ISSUED, year=year)
    officer = newcomer()
    counter = Counter.of(officer)
    officer.sign_in(office.drafter)
    counter.start()

    officer.press(str(owed))
    assert looking.faults(officer.page) == {}
    known = officer.page.locator(".known td").all_inner_texts()
    officer.page.get_by_label("Không phát sinh nội dung ngoài kế hoạch, không có khó khăn, kiến nghị").check()
    officer.press("Trình báo cáo")
    officer.is_told("Đã trình. Báo cáo đang chờ ")
    assert counter.beyond(GOALS[23]) == {}
    with entered(world.province):
        made = Plan.objects.get(agency=office.agency, form=PlanForm.REPORT)
        told = Block.objects.get(plan=made, kind="bullets")
        assert Submission.objects.filter(obligation=owed).exists() is False
    assert [entry["text"].rpartition(": ")[2] for entry in told.content["bullets"]] == known
