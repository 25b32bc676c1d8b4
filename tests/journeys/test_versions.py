"""Versions, comparing and remarks in a browser: the drafter goes back to a mark, the head reads on a phone what changed and remarks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from plans.actions import procedure
from plans.models import ContentItem, Mention, Plan, Recipient, Remark
from plans.states import PlanState
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.looking import RULES
from tests.journeys.person import PHONE, Person
from tests.world import World, a_plan, entered

BASE = "/dong-nai/so-tai-chinh/ke-hoach/"
WIDTHS = (1366, 390)


@pytest.fixture
def returned(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter, state=PlanState.RETURNED)


@pytest.fixture
def resubmitted(world: World, returned: Plan) -> Plan:
    """Returned, put right and submitted again: an item reworded, one recipient more."""
    with entered(world.province):
        item = ContentItem.objects.filter(plan=returned, content__contains="tại nhà").order_by("id")[0]
        reworded = item.content.replace("tại nhà", "tại Bộ phận Một cửa")
        ContentItem.objects.filter(pk=item.pk).update(content=reworded)
        Recipient.objects.create(plan=returned, text="Báo Đồng Nai", position=9)
        return procedure.submit(returned.pk, by=world.drafter)


def is_accessible(person: Person) -> None:
    """By axe at both widths, and never wider than the screen."""
    size = person.page.viewport_size
    looking.put_bars_down(person.page)
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(person.page, options={"runOnly": RULES}).response["violations"]
        assert (width, [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]) == (width, [])
        assert person.page.evaluate("document.documentElement.scrollWidth") == width
    person.page.set_viewport_size(size)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_drafter_marks_edits_compares_and_goes_back(
    world: World, newcomer: Newcomer, returned: Plan, scripts: bool
) -> None:
    # Given a mark, and an edit after it
    drafter = newcomer(scripts=scripts)
    drafter.sign_in(world.drafter)
    drafter.open(f"{BASE}{returned.pk}/phien-ban/")
    drafter.fill("Tên mốc", "Bản gửi các phòng")
    drafter.press("Lưu mốc")
    drafter.is_told("Đã lưu mốc.")
    drafter.open(f"{BASE}{returned.pk}/soan/phan/loi-van/sua/")
    before = drafter.field("Đoạn kết").input_value()
    drafter.fill("Đoạn kết", before.replace("yêu cầu", "đề nghị"))
    drafter.press("Lưu")

    # When the mark is compared with what stands now
    drafter.open(f"{BASE}{returned.pk}/phien-ban/")
    drafter.page.get_by_role("link", name="So với bản hiện tại").first.click()
    drafter.sees("Sửa 1 chỗ.")
    words = [" ".join(drafter.page.locator(tag).inner_text().split()) for tag in ("del", "ins")]
    assert words == ["bỏ: yêu cầu", "thêm: đề nghị"]
    if scripts:
        is_accessible(drafter)

    # Then going back brings the old words, and keeps the new ones
    drafter.open(f"{BASE}{returned.pk}/phien-ban/")
    drafter.page.get_by_role("link", name="Xem Bản gửi các phòng").click()
    drafter.press("Khôi phục bản này")
    drafter.press("Khôi phục bản này", inside="form.column")
    drafter.is_told("Đã khôi phục bản gửi các phòng")
    with entered(world.province):
        assert Plan.objects.get(pk=returned.pk).closing == before
    drafter.open(f"{BASE}{returned.pk}/phien-ban/")
    drafter.sees("Trước khi khôi phục")
    if scripts:
        is_accessible(drafter)


def test_the_head_reads_on_a_phone_what_changed_remarks_and_still_approves(
    world: World, newcomer: Newcomer, resubmitted: Plan
) -> None:
    # Given a head on the plan's page, which says how much changed
    head = newcomer(viewport=PHONE)
    head.sign_in(world.head)
    head.open(f"{BASE}{resubmitted.pk}/")
    changes = head.page.locator("#thay-doi > summary")
    expect(changes).to_have_text("Từ lần trước Sửa 1 nội dung; thêm 1 chỗ.")
    head.taps = 0

    # When they read on, the few changes stand there without a tap
    expect(head.page.locator("#thay-doi[open] .compare__row")).to_have_count(2)
    assert head.taps == 0
    is_accessible(head)

    # And remark, naming a colleague
    head.open(f"{BASE}{resubmitted.pk}/")
    head.fill("Nội dung nhận xét", "Đề nghị @văn thư")
    panel = head.page.locator("#nhan-xet")
    expect(panel.get_by_label(str(world.clerk))).to_be_visible()
    panel.get_by_label(str(world.clerk)).check()
    assert head.field("Nội dung nhận xét").input_value() == f"Đề nghị @{world.clerk.user} "
    head.press_here("Gửi nhận xét")
    expect(panel.get_by_role("article")).to_have_count(1)
    is_accessible(head)
    with entered(world.province):
        assert Mention.objects.get(remark__plan=resubmitted).user == world.clerk.user

    # Then it is settled and the plan approved
    head.control("Đánh dấu đã giải quyết nhận xét của " + str(world.head.user)).click()
    expect(panel.get_by_role("article")).to_have_count(0)
    head.open(f"{BASE}{resubmitted.pk}/")
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")
    assert head.status == "Đã duyệt, chờ văn thư cấp số"


def test_words_selected_in_the_editor_are_remarked_on_where_they_stand(
    world: World, newcomer: Newcomer, returned: Plan
) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.page.goto(f"{drafter.url}{BASE}{returned.pk}/soan/")
    field = drafter.page.locator("[data-at^=noi-dung] textarea").first
    anchor = field.evaluate("box => box.closest('[data-at]').dataset.at")
    quote = field.input_value().strip()
    field.select_text()
    drafter.press_here("Nhận xét đoạn này")
    drawer = drafter.page.locator("[data-remarks-drawer]")
    drawer.get_by_label("Nội dung nhận xét", exact=True).fill("Nêu rõ thời gian")
    drawer.get_by_role("button", name="Gửi nhận xét").click()
    expect(drawer.get_by_role("article")).to_have_count(1)
    expect(drafter.page.locator(f"[data-at={anchor}][data-remarked='1']")).to_have_count(1)
    with entered(world.province):
        said = Remark.objects.get(plan=returned)
    assert (said.anchor, said.quote, said.text) == (anchor, quote, "Nêu rõ thời gian")
    found = Axe().run(drafter.page, context="[data-remarks-drawer]", options={"runOnly": RULES})
    assert found.response["violations"] == []
    drafter.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def test_a_remark_is_about_the_part_that_its_writer_was_in(
    world: World, newcomer: Newcomer, returned: Plan
) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.page.goto(f"{drafter.url}{BASE}{returned.pk}/soan/")
    row = drafter.page.locator("[data-at^=noi-dung]").first
    row.locator("textarea").first.click()
    drafter.page.locator("[data-remarks-toggle]").click()
    drawer = drafter.page.locator("[data-remarks-drawer]")
    place = drawer.get_by_label("Chỗ được nhận xét")
    expect(place).to_have_value(row.get_attribute("data-at") or "")
    # Another part while nothing is written, then none any more
    drafter.page.locator("#phan-noi-nhan textarea").first.click()
    expect(place).to_have_value("phan-noi-nhan")
    drawer.get_by_label("Nội dung nhận xét", exact=True).fill("Thêm Báo Đồng Nai")
    row.locator("textarea").first.click()
    expect(place).to_have_value("phan-noi-nhan")


def test_remarks_still_open_after_the_line_that_the_cursor_stood_in_is_deleted(
    world: World, newcomer: Newcomer, returned: Plan
) -> None:
    drafter = newcomer()
    drafter.sign_in(world.drafter)
    drafter.page.goto(f"{drafter.url}{BASE}{returned.pk}/soan/")
    line = drafter.page.locator(".line[data-at^=can-cu]").last
    anchor = line.get_attribute("data-at")
    line.locator("textarea").click()
    line.locator("summary").click()
    line.get_by_text("Xóa căn cứ").click()
    expect(drafter.page.locator(f"[data-at={anchor}]")).to_have_count(0)
    drafter.page.locator("[data-remarks-toggle]").click()
    drawer = drafter.page.locator("[data-remarks-drawer]")
    drawer.get_by_label("Nội dung nhận xét", exact=True).fill("Đã bỏ căn cứ trùng")
    drawer.get_by_role("button", name="Gửi nhận xét").click()
    expect(drawer.get_by_role("article")).to_have_count(1)
    expect(drafter.page.locator("[data-remarks-total]")).to_have_text("(1)")
