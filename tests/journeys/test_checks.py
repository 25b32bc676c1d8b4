"""Findings and legal bases in a real browser: one click from the list into the field, one click to mend, a basis picked by the keys."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from cchc_portal.documents import snapshots
from plans.models import ContentItem, LegalBasis, Plan
from plans.records import from_snapshot
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import Editing
from tests.journeys.grid import PASTE
from tests.world import World, a_plan_file, entered

SHOTS = os.environ.get("CCHC_SHOTS", "")
OPTION = ".legal__list [role=option]"
ROW = {
    "content": "Tuyên tryền tại sở nội vụ dịch vụ công mức độ 4",
    "channels": ["Zalo"],
    "time": {"text": "Quý I"},
    "lead": ["Văn phòng"],
}
PLAN = {
    "parents": [],
    "bases": [
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Theo đề nghị của Chánh Văn phòng",
    ],
    "opening": "Căn cứ Nghị quyết số 18/NQ-TW ngày 25/10/2017, Sở xây dựng kế hoạch như sau",
    "sections": [
        {
            "heading": "Mục đích, yêu cầu",
            "blocks": [{"text": "Tăng cường tuyên tryền kịp thời.", "footnotes": []}],
        },
        {
            "heading": "Nội dung và tổ chức thực hiện",
            "blocks": [
                {"items": {"columns": ["content", "channels", "lead", "time"], "groups": [{"items": [ROW]}]}}
            ],
        },
    ],
}


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        words = snapshots.normalise({**a_plan_file(world.agency), **PLAN})
        return from_snapshot(words, world.agency, by=world.drafter.user)


@pytest.fixture
def drafter(world: World, newcomer: Newcomer, plan: Plan) -> Editing:
    person = newcomer()
    person.sign_in(world.drafter)
    return Editing(person, world, plan).opens()


def shot(editing: Editing, name: str) -> None:
    if SHOTS:
        editing.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def opens_the_checks(drafter: Editing) -> Locator:
    checks = drafter.page.locator("[data-checks]")
    if checks.get_attribute("open") is None:
        checks.locator(":scope > summary").click()
    for folded in checks.locator("details:not([open]) > summary").all():
        folded.click()
    return checks


def finding(checks: Locator, words: str) -> Locator:
    return checks.locator(".findings__item", has_text=re.compile(re.escape(words)))


def texts(drafter: Editing) -> list[str]:
    with entered(drafter.world.province):
        bases = LegalBasis.objects.filter(plan=drafter.plan).order_by("position", "id")
        return list(bases.values_list("text", flat=True))


def test_one_click_leads_into_the_field_and_one_mends_it(drafter: Editing) -> None:
    page = drafter.page
    checks = opens_the_checks(drafter)
    shot(drafter, "findings")

    # A link of the list puts the cursor where the words are
    finding(checks, "“18/NQ-TW”").locator("a").click()
    opening = page.locator('[data-at="phan-loi-van"] [data-field="opening"]')
    expect(opening).to_be_focused()

    # The button changes them in the page, the portal keeps it, and there is one less to look at
    counted = page.locator("[data-checks-count]").first
    before = counted.inner_text()
    warnings = int(re.findall(r"(\d+) cảnh báo", before)[0])
    finding(checks, "“18/NQ-TW”").get_by_role("button").click()
    expect(opening).to_have_value(
        "Căn cứ Nghị quyết số 18-NQ/TW ngày 25/10/2017, Sở xây dựng kế hoạch như sau"
    )
    drafter.is_saved()
    expect(finding(checks, "“18/NQ-TW”")).to_have_count(0)
    expect(counted).to_have_text(before.replace(f"{warnings} cảnh báo", f"{warnings - 1} cảnh báo"))
    with entered(drafter.world.province):
        assert "18-NQ/TW" in Plan.objects.get(pk=drafter.plan.pk).opening


def test_a_cell_of_the_grid_is_entered_and_mended(drafter: Editing) -> None:
    checks = opens_the_checks(drafter)
    box = drafter.page.locator('.grid__row [data-field="content"]').first
    finding(checks, "“mức độ 4”").locator("a").click()
    expect(box).to_be_focused()
    finding(checks, "“mức độ 4”").get_by_role("button").click()
    expect(box).to_have_value("Tuyên tryền tại sở nội vụ dịch vụ công toàn trình")
    drafter.is_saved()
    expect(finding(checks, "“mức độ 4”")).to_have_count(0)
    with entered(drafter.world.province):
        mended = ContentItem.objects.filter(plan=drafter.plan, content__endswith="toàn trình")
        assert mended.count() == 1


def test_running_text_is_mended_by_the_server_and_shown(drafter: Editing) -> None:
    checks = opens_the_checks(drafter)
    finding(checks, "“tuyên tryền”").get_by_role("button").click()
    prose = drafter.page.locator("[data-prose]", has_text="Tăng cường")
    expect(prose.locator("[role=textbox]")).to_have_text("Tăng cường tuyên truyền kịp thời.")
    expect(finding(opens_the_checks(drafter), "“tuyên tryền”")).to_have_count(0)


def test_lines_pasted_into_a_basis_are_as_many_bases(drafter: Editing) -> None:
    page = drafter.page
    before = texts(drafter)
    box = page.locator('[data-rows="can-cu"] textarea[data-field="text"]').first
    box.focus()
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, ["", "Căn cứ một;\n- Căn cứ hai;\n\nCăn cứ ba;"])
    expect(page.locator('[data-rows="can-cu"] textarea[data-field="text"]')).to_have_count(len(before) + 2)
    drafter.is_saved()
    assert [text.rstrip(";") for text in texts(drafter)] == [
        "Căn cứ một",
        "Căn cứ hai",
        "Căn cứ ba",
        *before[1:],
    ]


def test_a_basis_is_picked_by_the_keys_and_put_in_order(drafter: Editing) -> None:
    page = drafter.page
    box = page.get_by_role("combobox", name="Tìm trong sổ văn bản pháp lý")
    box.press_sequentially("61/2018", delay=20)
    options = page.locator(OPTION)
    expect(options).to_have_count(2)
    shot(drafter, "picker")
    assert [each.get_attribute("aria-selected") for each in options.all()] == ["false", "false"]
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    rows = page.locator("[data-rows='can-cu'] textarea")
    expect(rows).to_have_count(4)
    assert texts(drafter)[2].startswith(
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ"
    )
    # The same again is marked, and is not added a second time
    box.press_sequentially("118/2025", delay=20)
    expect(options.first.locator(".legal__note").first).to_have_text("đã chọn")
    shot(drafter, "picker-chosen")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("#announcements")).to_have_text("Văn bản này đã có trong căn cứ.")
    expect(rows).to_have_count(4)
    box.press("Escape")
    page.get_by_role("button", name="Xếp theo thứ bậc").click()
    expect(rows.first).to_have_value("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025")
    assert [text.split(" ngày")[0] for text in texts(drafter)] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Nghị quyết số 76/NQ-CP",
        "Căn cứ Nghị định số 118/2025/NĐ-CP",
        "Theo đề nghị của Chánh Văn phòng",
    ]


def test_a_basis_that_is_being_typed_is_offered_and_may_stay_as_it_is(drafter: Editing) -> None:
    page = drafter.page
    row = page.locator("[data-rows='can-cu'] textarea").first
    row.fill("")
    row.press_sequentially("Căn cứ cong tac van thu", delay=10)
    page.locator(OPTION).first.click()
    expect(row).to_have_value(
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
    )
    drafter.is_saved()
    other = page.locator("[data-rows='can-cu'] textarea").nth(1)
    other.fill("")
    other.press_sequentially("Căn cứ quy chế nội bộ", delay=10)
    other.press("Escape")
    drafter.is_saved()
    assert texts(drafter)[1] == "Căn cứ quy chế nội bộ"


def test_without_scripts_a_search_adds_and_a_button_mends(
    world: World, newcomer: Newcomer, plan: Plan
) -> None:
    person = newcomer(scripts=False)
    person.sign_in(world.drafter)
    base = f"/{world.province.slug}/{world.agency.slug}/ke-hoach/{plan.pk}/"
    person.open(f"{base}soan/phan/can-cu/sua/")
    page = person.page
    page.get_by_label("Tìm trong sổ văn bản pháp lý").fill("cong tac van thu")
    page.get_by_role("button", name="Tìm").click()
    page.locator(".legal__offer", has_text="30/2020/NĐ-CP").get_by_role("button").first.click()
    assert "30/2020/NĐ-CP" in page.get_by_label("Các căn cứ").input_value()
    person.open(base)
    mend = page.locator(".findings__item", has_text="“18/NQ-TW”").get_by_role("button")
    mend.click()
    with entered(world.province):
        assert "18-NQ/TW" in Plan.objects.get(pk=plan.pk).opening
