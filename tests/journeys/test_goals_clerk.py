"""Everyday goals 16 to 18, counted: a clerk numbers and prints, brings twenty scans at once, finds one paper among ten thousand."""

import time
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from cchc_portal.documents import looking_up, paper
from cchc_portal.documents.models import IncomingScan
from cchc_portal.documents.scans.states import MatchedBy, Outcome
from cchc_portal.vietnam.text import lower_first
from plans.actions import procedure
from plans.models import Plan
from plans.records import from_snapshot
from plans.states import PlanState
from tests.documents import samples, scans
from tests.documents.register_lines import WANTED, ten_thousand
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter, seconds_to_load
from tests.journeys.goals import GOALS
from tests.journeys.person import Person
from tests.world import Office, World, a_plan, a_plan_file, an_agency, entered

SITE = "https://cchc.dongnai.gov.vn"
MINUTE = 60_000
TWENTY = 20


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Of its own, so that its queue shows what these journeys put there."""
    with entered(world.province):
        return Office.staffed(
            an_agency(world.province, "ban-quan-ly-kcn", "Ban Quản lý các khu công nghiệp", "KCN")
        )


def test_goal_16_from_the_queue_to_the_paper_that_is_printed(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    with entered(world.province):
        plan = a_plan(office.agency, by=office.drafter, state=PlanState.APPROVED)
        plan.recipients.update(way="paper", copies=2)
        copies = 2 * plan.recipients.count()
    clerk = newcomer()
    counter = Counter.of(clerk)
    clerk.sign_in(office.clerk)
    began = time.monotonic()
    counter.start()

    clerk.page.locator(".task-list__side a", has_text="Cấp số và ban hành").first.click()
    expect(clerk.page.locator(".notice")).to_have_text(
        "Số tiếp theo trong sổ là 01/KH-KCN. "
        "Sau khi cấp số, nội dung văn bản không sửa được nữa. Cấp số 01/KH-KCN cho kế hoạch này?"
    )
    assert looking.faults(clerk.page) == {}
    clerk.press("Đã có chữ ký trên giấy, cấp số và ban hành", inside="#bieu-mau")
    ready = _printed(clerk)
    expect(ready).to_be_visible(timeout=MINUTE)
    with clerk.page.expect_response(
        lambda answer: "/ban-in/" in answer.url and "xem=1" in answer.url
    ) as came:
        ready.get_by_role("link", name="Mở để in").click()
    took = time.monotonic() - began

    answer = came.value
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"].startswith("inline")
    assert counter.beyond(GOALS[16], seconds=took) == {}
    clerk.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/")
    with entered(world.province):
        issued = Plan.objects.select_related("paper").get(pk=plan.pk)
    assert issued.symbol == "01/KH-KCN"
    assert issued.paper is not None
    pages = issued.paper.pages or 0
    said = clerk.page.locator("#ban-in .file-list__item").first
    expect(said).to_contain_text(f"{pages} trang, ")
    expect(said).to_contain_text(
        f"In hai mặt: {(pages + 1) // 2} tờ mỗi bản; {copies} bản giấy theo nơi nhận"
    )
    assert looking.faults(clerk.page) == {}


def issued(office: Office) -> Plan:
    """Short enough for one sheet, so that twenty of them are read within a minute or two."""
    short = [{"heading": "Nội dung", "blocks": [samples.items_of(2)]}]
    words = samples.plan(**{**a_plan_file(office.agency), "sections": short, "appendices": []})
    plan = from_snapshot(words, office.agency, by=office.drafter.user)
    procedure.submit(plan.pk, by=office.drafter)
    procedure.approve(plan.pk, by=office.head)
    procedure.issue(plan.pk, by=office.clerk, issued_on=timezone.localdate())
    return Plan.objects.select_related("paper", "issued_snapshot").get(pk=plan.pk)


def scanned(world: World, office: Office, folder: Path) -> dict[str, Plan]:
    """Twenty issued plans and the scan of each, by the name of its file."""
    made = {}
    with entered(world.province):
        for number in range(TWENTY):
            known = issued(office)
            lookup = paper.Lookup(looking_up.code_of(known.paper).code, SITE)
            printed, _ = paper.counted_pdf(known.issued_snapshot.content, lookup=lookup)
            file = folder / f"quet{number:04}.pdf"
            file.write_bytes(scans.as_pdf(scans.pictures(printed, seed=number)))
            made[file.name] = known
    return made


def test_goal_17_twenty_scans_at_once(
    world: World, office: Office, newcomer: Newcomer, tmp_path: Path
) -> None:
    plans = scanned(world, office, tmp_path)
    strange = tmp_path / "khong-ro.pdf"
    strange.write_bytes(scans.as_pdf(scans.pictures(paper.counted_pdf(samples.plan())[0], seed=99, pages=1)))
    clerk = newcomer()
    counter = Counter.of(clerk)
    clerk.sign_in(office.clerk)
    clerk.open(f"/{world.province.slug}/{office.agency.slug}/so-van-ban-di/")
    counter.start()

    clerk.press("Bản quét đã ký")
    assert looking.faults(clerk.page) == {}
    files = [str(tmp_path / name) for name in plans]
    clerk.page.get_by_label("Các bản quét").set_input_files([*files, str(strange)])
    clerk.press("Tải các bản quét lên")
    expect(clerk.page.get_by_text("Đang đọc bản quét")).to_have_count(0, timeout=3 * MINUTE)
    assert counter.beyond(GOALS[17]) == {}

    with entered(world.province):
        read = {scan.name: scan for scan in IncomingScan.objects.filter(agency=office.agency)}
    by_code = [
        name
        for name, scan in read.items()
        if (scan.outcome, scan.matched_by) == (Outcome.KEPT, MatchedBy.CODE)
    ]
    wrong = {name for name in by_code if read[name].paper_id != plans[name].paper_id}
    assert wrong == set()
    assert len(by_code) >= 0.95 * TWENTY
    assert looking.faults(clerk.page) == {}

    _dropped(clerk)

    # The rest is offered by number, of a paper that has no scan yet; its pages are known once it is made
    with entered(world.province):
        other = issued(office)
    waiting = clerk.page.url
    clerk.open(f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{other.pk}/")
    expect(_printed(clerk)).to_be_visible(timeout=MINUTE)
    clerk.page.goto(waiting)
    row = clerk.page.locator(".file-list__item", has_text="khong-ro.pdf")
    row.locator("select").select_option(value=str(other.pk))
    with clerk.page.expect_navigation():
        row.get_by_role("button", name="Xem và ghi").click()
    assert looking.faults(clerk.page) == {}
    clerk.page.get_by_label("Đã xem lại: bản quét đủ trang, số trang khác là đúng").check()
    clerk.press("Đúng văn bản này, lưu")
    clerk.is_told(f"Đã lưu bản quét là bản đã ký, đóng dấu của văn bản {other.symbol}.")


def _printed(clerk: Person) -> Locator:
    return clerk.page.locator("#ban-in .file-list__item", has_text="Mở để in").first


def _dropped(clerk: Person) -> None:
    """Dropped onto the frame, files are chosen as if from the window."""
    page = clerk.page
    files = page.evaluate_handle(
        "() => { const carried = new DataTransfer();"
        " for (const name of ['a.pdf', 'b.pdf']) carried.items.add(new File(['%PDF-'], name));"
        " return carried; }"
    )
    page.locator("#bieu-mau").dispatch_event("drop", {"dataTransfer": files})
    expect(page.locator(".file-pick__names")).to_have_text("a.pdf, b.pdf")
    assert page.get_by_label("Các bản quét").evaluate("(input) => input.files.length") == 2


def test_goal_18_one_paper_among_ten_thousand(world: World, newcomer: Newcomer) -> None:
    with entered(world.province):
        office = Office.staffed(an_agency(world.province, "so-cong-thuong", "Sở Công Thương", "SCT"))
        ten_thousand(office.agency)
    clerk = newcomer()
    counter = Counter.of(clerk)
    clerk.sign_in(office.clerk)
    clerk.open(f"/{world.province.slug}/{office.agency.slug}/so-van-ban-di/")
    counter.start()
    clerk.fill("Tìm trong sổ", "ke hoach 43 khu cong nghiep")
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")
    took = seconds_to_load(clerk.page)
    shown = [" ".join(text.split()) for text in clerk.page.locator("table tbody tr").all_inner_texts()[:3]]
    title = f"Kế hoạch {lower_first(WANTED.subject)}"
    assert [WANTED.symbol in row and title in row for row in shown][:1] == [True]
    assert counter.beyond(GOALS[18], seconds=took) == {}
    assert looking.faults(clerk.page) == {}
