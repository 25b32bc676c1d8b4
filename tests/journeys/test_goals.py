"""Everyday goals 1 to 3 and 8 to 10, counted; their limits stand in goals.py. Each fails as soon as a number grows."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cchc_portal.documents import snapshots
from plans.actions import remarks
from plans.models import Plan
from plans.outline import Outline
from plans.records import from_snapshot, to_snapshot
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter, seconds_to_load
from tests.journeys.editing import Editing
from tests.journeys.goals import GOALS
from tests.journeys.grid import table_of
from tests.journeys.person import Person
from tests.plans import test_marks_of_a_copy as marks
from tests.plans.importing import files
from tests.world import Office, World, a_plan, an_agency, entered

OLD_BASIS = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ"
LAST_YEARS = re.compile(r"^Tạo kế hoạch từ năm trước.*năm \d{4}$")


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Of its own, so that its desk shows what these journeys put there."""
    with entered(world.province):
        return Office.staffed(an_agency(world.province, "so-y-te", "Sở Y tế", "SYT"))


@pytest.fixture
def counted(world: World, office: Office, newcomer: Newcomer) -> tuple[Person, Counter]:
    """The office's drafter at their desk."""
    person = newcomer()
    counter = Counter.of(person)
    person.sign_in(office.drafter)
    assert person.heading == "Việc của tôi"
    counter.start()
    return person, counter


def test_goal_01_the_right_draft_is_one_click_from_home(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    with entered(world.province):
        plan = a_plan(office.agency, by=office.drafter, state=PlanState.RETURNED)
    person = newcomer()
    counter = Counter.of(person)
    person.sign_in(office.drafter)
    counter.start()

    # Given home, which says first what to do next
    assert person.page.locator("main h2").first.inner_text().startswith("Việc cần làm")
    task = person.page.locator(".desk__main .task-list").first.locator("a", has_text=plan.subject).first
    expect(task).to_be_in_viewport()

    # When it is pressed, then the draft is there with what must be done about it
    with person.page.expect_navigation():
        task.click()
    assert person.path.endswith(f"/ke-hoach/{plan.pk}/")
    person.sees("Bổ sung sản phẩm của từng nội dung.")
    expect(person.control("Chỉnh sửa")).to_be_in_viewport()
    assert counter.beyond(GOALS[1]) == {}


def test_goal_02_a_new_plan_from_last_years(
    world: World, office: Office, counted: tuple[Person, Counter]
) -> None:
    person, counter = counted
    file = marks.NAMES["001"][0]
    with entered(world.province):
        source = snapshots.read(file.read_text(encoding="utf-8"), name=file.name)
        from_snapshot(source, office.agency, by=office.drafter.user)

    person.press("Lập kế hoạch mới")
    with person.page.expect_navigation():
        person.page.get_by_role("button", name=LAST_YEARS).first.click()
    assert person.path.endswith("/soan/")
    taken = seconds_to_load(person.page)

    # Then every old year and every expired document of its text is marked, with its place
    said = [
        " ".join(text.split())
        for text in person.page.locator(".begun-panel .begun__entry").all_text_contents()
    ]
    with entered(world.province):
        new = to_snapshot(Plan.objects.filter(agency=office.agency).latest("pk"))
    old = marks.old_years(new) | marks.expired_documents(new)
    assert {
        (place, what) for place, what in old if not any(place in each and what in each for each in said)
    } == set()
    assert {what for _, what in old} >= {"2016", "2019", "2020", "225/QĐ-TTg", "61/2018/NĐ-CP"}
    assert counter.beyond(GOALS[2], seconds=taken) == {}


def test_goal_03_a_plan_from_a_word_file(
    world: World, office: Office, counted: tuple[Person, Counter], tmp_path: Path
) -> None:
    person, counter = counted
    file = tmp_path / "Kế hoạch năm 2027.docx"
    file.write_bytes(files.two_groups())

    person.press("Lập kế hoạch mới")
    with person.page.expect_file_chooser() as chooser:
        person.page.locator(".file-pick input").click()
    chooser.value.set_files(str(file))
    person.press("Đọc tệp")
    person.sees("Mọi đoạn trong tệp đều có chỗ.")
    person.press("Tạo kế hoạch", inside=".page-head")

    # Then the editor is open and every row of the file's table stands in the plan
    assert person.path.endswith("/soan/")
    with entered(world.province):
        plan = Plan.objects.filter(agency=office.agency).latest("pk")
    groups = table_of(world, plan)["groups"]
    assert [item["content"] for group in groups for item in group["items"]] == [
        *files.OFFICIALS,
        *files.PEOPLE,
    ]
    assert counter.beyond(GOALS[3]) == {}


def opened(world: World, newcomer: Newcomer, **words: Any) -> tuple[Editing, Counter]:
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter, **words)
    person = newcomer()
    counter = Counter.of(person)
    person.sign_in(world.drafter)
    editing = Editing(person, world, plan).opens()
    counter.start()
    return editing, counter


def test_goal_08_whether_it_is_ready_is_one_click_away(world: World, newcomer: Newcomer) -> None:
    editing, counter = opened(
        world,
        newcomer,
        bases=[OLD_BASIS, "Theo đề nghị của Chánh Văn phòng"],
        opening="Sở tuyên tryền như sau",
    )
    page = editing.page
    checks = page.locator("[data-checks]")
    if checks.get_attribute("open") is None:
        checks.locator(":scope > summary").click()
    links = checks.locator(".findings a")
    expect(links.first).to_be_visible()
    assert counter.beyond(GOALS[8]) == {}

    # Then every finding leads to its field, which has the focus
    for folded in checks.locator("details:not([open]) > summary").all():
        folded.click()
    strayed = []
    for link in links.all():
        link.click()
        page.wait_for_timeout(50)
        wanted = link.get_attribute("data-go-field") or ""
        anchor = (link.get_attribute("href") or "").partition("#")[2]
        if not page.evaluate(FOCUSED, [anchor, wanted]):
            strayed.append((anchor, wanted, link.inner_text(), page.evaluate(WHERE)))
    assert links.count() > 1
    assert strayed == []


WHERE = "() => document.activeElement.outerHTML.slice(0, 120)"
FOCUSED = """([anchor, wanted]) => {
  const place = document.getElementById(anchor);
  const row = place.matches('.anchor') ? place.parentElement : place;
  const now = document.activeElement;
  if (!row.contains(now)) return false;
  return now.matches('[role=textbox]') || (wanted ? now.dataset.field === wanted : now.matches('[data-field]'));
}"""


def test_goal_09_a_plan_is_submitted_from_the_editor(world: World, newcomer: Newcomer) -> None:
    editing, counter = opened(world, newcomer)
    person = editing.person
    person.press("Xem và trình duyệt")
    person.press("Trình kế hoạch")
    person.press("Trình kế hoạch", inside="#bieu-mau")

    # Then it is confirmed, and said who has it and what comes next
    person.is_told("Đã trình. Kế hoạch đang chờ")
    status = " ".join(person.page.locator(".page-head__status").inner_text().split())
    day = timezone.localdate().strftime("%d/%m/%Y")
    assert status == f"Đang trình duyệt đang chờ {world.head.post.title} duyệt từ {day}"
    assert counter.beyond(GOALS[9]) == {}


def test_goal_10_one_click_leads_from_the_notice_to_the_reason(
    world: World, office: Office, counted: tuple[Person, Counter]
) -> None:
    person, counter = counted
    with entered(world.province):
        plan = a_plan(office.agency, by=office.drafter, state=PlanState.RETURNED)
    person.open(f"/{world.province.slug}/{office.agency.slug}/lich/thong-bao/")
    counter.start()
    notice = person.page.locator(".task-list a", has_text="được trả lại để chỉnh sửa").first
    with person.page.expect_navigation():
        notice.click()
    assert person.path.endswith(f"/ke-hoach/{plan.pk}/")
    expect(person.page.locator(".notice", has_text="Lý do trả lại")).to_be_in_viewport()
    assert counter.beyond(GOALS[10]) == {}


def test_goal_10_one_click_leads_from_the_notice_to_the_first_remark(
    world: World, office: Office, counted: tuple[Person, Counter]
) -> None:
    person, counter = counted
    with entered(world.province):
        plan = a_plan(office.agency, by=office.drafter, state=PlanState.RETURNED)
        at = Outline.of(plan).sections[1].anchor
        remarks.write(
            plan.pk, by=office.head, text="Bổ sung thời gian", anchor=at, mentions=[office.drafter.pk]
        )
    person.open(f"/{world.province.slug}/{office.agency.slug}/lich/thong-bao/")
    counter.start()
    with person.page.expect_navigation():
        person.page.locator(".task-list a", has_text="Bổ sung thời gian").first.click()
    expect(person.page.locator(".remarks article", has_text="Bổ sung thời gian").first).to_be_in_viewport()
    assert counter.beyond(GOALS[10]) == {}

    # And in the editor it stands beside its section
    person.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/soan/")
    expect(person.page.locator(f"[data-at={at}][data-remarked='1']").first).to_be_visible()
