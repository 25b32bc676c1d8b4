"""Everyday goals 11 to 15, counted: a head who decides on a phone, gives back, decides ten at once, and goes on holiday."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cchc_portal.agencies.models import Delegation, Role
from cchc_portal.vietnam import dates
from plans.actions import procedure
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter, seconds_to_load
from tests.journeys.goals import GOALS
from tests.journeys.person import PHONE, Person
from tests.plans.verbs import do_edit
from tests.world import Office, World, a_member, a_plan, a_plan_file, an_agency, entered

TEN = 10
TWO_SCREENS = 2 * PHONE["height"]


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Of its own, so that its list shows what these journeys put there."""
    with entered(world.province):
        found = Office.staffed(an_agency(world.province, "so-tu-phap", "Sở Tư pháp", "STP"))
        a_member(found.agency, Role.UNIT_HEAD, title="Phó Giám đốc")
        return found


def at_the_head(world: World, office: Office, **changes: Any) -> Plan:
    with entered(world.province):
        return a_plan(office.agency, by=office.drafter, state=PlanState.SUBMITTED, **changes)


def on_a_phone(newcomer: Newcomer, office: Office) -> tuple[Person, Counter]:
    person = newcomer(viewport=PHONE)
    counter = Counter.of(person)
    person.sign_in(office.head)
    return person, counter


def test_goal_11_from_the_notice_to_approved_on_a_phone(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    plan = at_the_head(world, office)
    head, counter = on_a_phone(newcomer, office)
    head.open(f"/{world.province.slug}/{office.agency.slug}/lich/thong-bao/")
    counter.start()

    with head.page.expect_navigation():
        head.page.locator(".task-list a", has_text="đang chờ duyệt").first.click()
    waited = seconds_to_load(head.page)
    expect(head.control("Duyệt kế hoạch")).to_be_in_viewport()
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")
    waited += seconds_to_load(head.page)

    head.is_told("Đã duyệt kế hoạch.")
    assert head.path.endswith(f"/ke-hoach/{plan.pk}/")
    assert counter.beyond(GOALS[11], seconds=waited) == {}


def test_goal_12_what_is_signed_stands_on_the_first_two_screens(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    plan = at_the_head(world, office)
    with entered(world.province):
        procedure.return_(plan.pk, by=office.head, reason="Sửa trích yếu.")
        do_edit(plan, office.drafter)
        procedure.submit(plan.pk, by=office.drafter, note="Đã sửa trích yếu theo ý kiến. Xin ký trong tuần.")
    head, _ = on_a_phone(newcomer, office)
    head.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/")

    page = head.page
    wanted = {
        "title": page.locator("h1"),
        "items": page.locator(".facts dt", has_text="Nội dung"),
        "money": page.locator(".facts dt", has_text="Kinh phí"),
        "deadline": page.locator(".facts dt", has_text="Hạn duyệt"),
        "who asked": page.locator(".asked"),
        "their note": page.get_by_text("Xin ký trong tuần."),
        "the changed words": page.locator("#thay-doi ins").first,
        "last year": page.locator(".fold-line", has_text="So với năm"),
        "remarks": page.locator(".fold-line", has_text="Nhận xét"),
        "checks": page.locator(".fold__name", has_text="Kiểm tra"),
    }
    below = {}
    for name, place in wanted.items():
        box = place.first.bounding_box()
        if box is None or box["y"] + box["height"] > TWO_SCREENS or box["x"] + box["width"] > PHONE["width"]:
            below[name] = box
    assert below == {}
    assert page.locator("#thay-doi ins").first.inner_text().endswith("và năm tiếp theo")
    assert looking.faults(page) == {}


def test_goal_13_a_plan_is_returned_with_a_reason(world: World, office: Office, newcomer: Newcomer) -> None:
    plan = at_the_head(world, office)
    head, counter = on_a_phone(newcomer, office)
    head.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/")
    counter.start()

    head.press("Trả lại để chỉnh sửa")
    head.page.get_by_label("Xem lại kinh phí").click()
    head.fill("Lý do trả lại", "Mục II chưa ghi đơn vị chủ trì.")
    head.press("Trả lại để chỉnh sửa", inside="#bieu-mau")

    assert counter.beyond(GOALS[13]) == {}
    assert head.status == "Đã trả lại, cần chỉnh sửa"
    head.sees("Xem lại kinh phí. Mục II chưa ghi đơn vị chủ trì.")


def test_goal_13_without_a_reason_nothing_is_sent(world: World, office: Office, newcomer: Newcomer) -> None:
    plan = at_the_head(world, office)
    head, _ = on_a_phone(newcomer, office)
    head.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/tra-lai/")
    assert looking.faults(head.page) == {}
    head.press("Trả lại để chỉnh sửa", inside="#bieu-mau")
    assert head.page.title().startswith("Lỗi:")
    head.sees("Chọn hoặc nhập lý do trả lại để người soạn thảo biết cần sửa gì.")
    with entered(world.province):
        assert Plan.objects.get(pk=plan.pk).state == PlanState.SUBMITTED


def test_goal_14_ten_plans_each_opened(world: World, newcomer: Newcomer) -> None:
    with entered(world.province):
        office = Office.staffed(an_agency(world.province, "so-y-te-2", "Sở Y tế và Dân số", "SYTDS"))
        plans = []
        for number in range(TEN):
            file = a_plan_file(office.agency, subject=f"Truyền thông số {number + 1} năm 2027")
            plan = from_snapshot(file, office.agency, by=office.drafter.user)
            plans.append(procedure.submit(plan.pk, by=office.drafter).pk)
    head, counter = on_a_phone(newcomer, office)
    counter.start()

    # Given the list, on which nothing can be ticked before it was opened
    head.press("Duyệt nhiều kế hoạch một lần")
    assert head.page.locator(".many input[type=checkbox]").count() == 0
    assert looking.faults(head.page) == {}

    # When each is opened, read and chosen, one leading to the next
    with head.page.expect_navigation():
        head.page.locator(".many a").first.click()
    for _ in range(TEN):
        head.press("Chọn để duyệt, xem tiếp")

    # Then all ten are ticked, and approved with one press
    assert head.page.locator(".many input[type=checkbox]:checked").count() == TEN
    assert looking.faults(head.page) == {}
    head.press_here("Duyệt các kế hoạch đã chọn")
    head.confirm("Duyệt")
    head.is_told("Đã duyệt 10 kế hoạch.")
    assert counter.beyond(GOALS[14]) == {}
    with entered(world.province):
        states = set(Plan.objects.filter(pk__in=plans).values_list("state", flat=True))
    assert states == {PlanState.APPROVED}


def test_with_nothing_chosen_nothing_is_asked(world: World, office: Office, newcomer: Newcomer) -> None:
    plan = at_the_head(world, office)
    head, _ = on_a_phone(newcomer, office)
    head.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/")
    head.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/duyet-nhieu/")
    head.press("Duyệt các kế hoạch đã chọn")
    head.is_told("Chọn ít nhất một kế hoạch đã mở xem.")
    expect(head.page.locator("dialog[open]")).to_have_count(0)


def test_goal_15_a_week_is_given_to_a_deputy(world: World, office: Office, newcomer: Newcomer) -> None:
    head, counter = on_a_phone(newcomer, office)
    counter.start()
    head.press("Giao ký thay, ủy quyền")
    today = timezone.localdate()
    head.page.get_by_label("Vị trí được giao").click()
    head.page.get_by_label("Vị trí được giao").select_option(label="Phó Giám đốc")
    head.page.keyboard.press("Escape")
    head.fill("Ngày cuối", dates.short_date(today + timedelta(days=6)))
    head.press_here("Giao ký")
    head.is_told(f"Đã giao Phó Giám đốc ký thay {office.head.post}.")
    assert counter.beyond(GOALS[15]) == {}
    assert looking.faults(head.page) == {}
    with entered(world.province):
        given = Delegation.objects.get(agency=office.agency)
    assert (given.starts_on, given.ends_on, given.stead) == (today, today + timedelta(days=6), "KT")
