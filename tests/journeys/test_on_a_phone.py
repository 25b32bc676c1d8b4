"""390 px wide: the head decides in three taps, and no page is wider than the screen (Person looks at each)."""

import pytest

from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE
from tests.world import World, a_plan, entered

SUBJECT = "Tuyên truyền cải cách hành chính trên mạng xã hội năm 2027"


@pytest.fixture
def submitted(world: World) -> str:
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter, state=PlanState.SUBMITTED, subject=SUBJECT)
    return plan.subject


def test_the_head_approves_from_the_task_list_in_three_taps(
    world: World, newcomer: Newcomer, submitted: str
) -> None:
    # Given a head who has signed in on a phone and sees what waits
    head = newcomer(viewport=PHONE)
    head.sign_in(world.head)
    assert head.heading == "Việc của tôi"
    head.taps = 0

    # When the plan is opened, and approving is pressed and confirmed
    head.press(submitted)
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")

    # Then it is approved
    assert (head.status, head.taps) == ("Đã duyệt, chờ văn thư cấp số", 3)


def test_the_tab_bar_leads_a_drafter_through_pages_that_fit(world: World, newcomer: Newcomer) -> None:
    drafter = newcomer(viewport=PHONE)
    drafter.sign_in(world.drafter)
    headings = []
    for name in ("Kế hoạch", "Lịch & thời hạn", "Việc của tôi"):
        drafter.press(name, inside="nav.tabbar")
        headings.append(drafter.heading)
    assert headings == ["Kế hoạch", "Thời hạn", "Việc của tôi"]

    # And the rest stands under "Thêm", which says where one is
    more = drafter.page.locator("nav.tabbar summary")
    more.click()
    drafter.press("Công bố", inside="nav.tabbar")
    more.click()
    assert drafter.page.locator("nav.tabbar [aria-current]").inner_text() == "Công bố"
