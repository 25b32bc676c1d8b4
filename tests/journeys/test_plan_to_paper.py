"""From nothing to paper: a drafter, a head, a clerk and somebody of the public, each in a browser of their own."""

import io
import re

import pdfplumber
from django.utils import timezone
from playwright.sync_api import Locator, expect

from cchc_portal.vietnam import dates
from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.person import Person
from tests.world import World, entered

SUBJECT = "Truyền thông chuyển đổi số trong giải quyết thủ tục hành chính năm 2027"
ITEM = "Hướng dẫn nộp hồ sơ trực tuyến cho hộ kinh doanh"
REASON = "Bổ sung đơn vị phối hợp ở nội dung số 1."
PDF = re.compile("^(Văn bản|Tải văn bản).*PDF")


def begins_a_plan(drafter: Person, subject: str) -> str:
    drafter.press("Lập kế hoạch mới")
    drafter.open(f"{drafter.path}?nam=2027")
    drafter.fill("Trích yếu", subject)
    drafter.press("Lập bản nháp")
    assert drafter.heading == "Soạn thảo kế hoạch"
    return drafter.path.removesuffix("soan/")


def adds_an_item(drafter: Person, group: Locator, content: str, products: str, time: str) -> None:
    """A new row of the grid, at the end of a group."""
    rows = group.locator(".grid__row")
    before = rows.count()
    group.locator('[data-do="add-row"]').click()
    expect(rows).to_have_count(before + 1)
    for field, text in (
        ("content", content),
        ("products", products),
        ("lead", "Văn phòng"),
        ("time_text", time),
    ):
        rows.last.locator(f'[data-field="{field}"]').fill(text)


def issues(clerk: Person, plan: str) -> str:
    clerk.open(plan)
    clerk.press("Cấp số và ban hành")
    clerk.press("Đã có chữ ký trên giấy, cấp số và ban hành", inside="#bieu-mau")
    assert clerk.status == "Đã ban hành"
    return clerk.page.locator(".page-head__status strong").inner_text()


def read(pdf: bytes) -> tuple[str, set[str]]:
    """All of its text, and the text of each cell of its tables."""
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        text = " ".join(" ".join(page.extract_text() or "" for page in paper.pages).split())
        rows = [row for page in paper.pages for table in page.extract_tables() for row in table]
    return text, {" ".join((cell or "").split()) for row in rows for cell in row}


def test_a_plan_goes_from_nothing_to_paper_and_to_the_public(world: World, newcomer: Newcomer) -> None:
    drafter, head, clerk, visitor = (newcomer() for _ in range(4))

    # Given a drafter who begins a plan
    drafter.sign_in(world.drafter)
    plan = begins_a_plan(drafter, SUBJECT)

    # When every kind of part is written
    writes_every_part(drafter)

    # Then the paper beside the editor says it all, and follows a move without leaving the page
    for words in (
        SUBJECT,
        "Tuyên truyền lưu động",
        ITEM,
        "Phối hợp liên ngành",
        "Sở Tư pháp",
        "PHÓ GIÁM ĐỐC",
        "DỰ THẢO",
    ):
        drafter_preview(drafter, words)
    moves_the_last_section_up(drafter)

    # When it is submitted, returned with a reason, mended and submitted again
    submits(drafter)
    head.sign_in(world.head)
    returns(head, plan)
    mends(drafter, plan)
    submits(drafter)

    # And approved, numbered and issued
    head.open(plan)
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")
    assert head.status == "Đã duyệt, chờ văn thư cấp số"
    clerk.sign_in(world.clerk)
    symbol = issues(clerk, plan)

    # Then the worker's paper has number, date and words, and no mark of a draft
    paper = clerk.download(PDF)
    text, cells = read(paper)
    with entered(world.province):
        issued = Plan.objects.get(subject=SUBJECT)
    assert (symbol, issued.issued_on) == (issued.symbol, timezone.localdate())
    dated = f"Số: {symbol} Đồng Nai, {dates.written_date(issued.issued_on)}"
    assert [text.count(words) for words in (dated, SUBJECT, "DỰ THẢO")] == [1, 1, 0]
    assert {ITEM, "Giới thiệu kênh phản ánh, kiến nghị", "Quý II, quý III"} - cells == set()

    # When the clerk makes it public, anybody finds it without typing a mark and holds the same bytes
    clerk.press("Công bố", inside="nav.navigation")
    clerk.press(f"Kế hoạch {SUBJECT[:1].lower()}{SUBJECT[1:]}")
    clerk.press_here("Công khai tin")
    clerk.confirm("Công khai tin")
    assert clerk.status == "Đã công khai"
    visitor.open(f"/{world.province.slug}/")
    visitor.fill("Từ cần tìm", "truyen thong chuyen doi so trong giai quyet")
    visitor.press("Lọc danh sách")
    assert visitor.page.locator(".announcement-list__item").count() == 1
    visitor.page.locator(".announcement-list__item a").click()
    assert visitor.download(PDF) == paper


def drafter_preview(drafter: Person, words: str) -> None:
    drafter.preview().get_by_text(words).first.wait_for(state="attached")


def writes_every_part(drafter: Person) -> None:
    page = drafter.page
    page.locator('[data-field="period_from"]').fill("05/01/2027")
    drafter.press_here("Thêm mục", inside="#phan-muc > .add-line")
    section = page.locator("#phan-muc > .leaves > .leaf").nth(4)
    expect(section.locator('[data-field="heading"]')).to_be_focused()
    page.keyboard.type("Phối hợp liên ngành")
    section.locator(".adding summary").click()
    section.get_by_role("link", name="Các gạch đầu dòng").click()
    section.locator("[contenteditable]").click()
    page.keyboard.type("Ký quy chế phối hợp với các hội, đoàn thể")
    page.keyboard.press("Enter")
    page.keyboard.type("Họp rút kinh nghiệm hằng quý")
    groups = page.locator(".grid__body")
    adds_an_item(drafter, groups.first, ITEM, "12 tin, bài\n2 phóng sự", "Quý II")
    page.locator('[data-do="add-group"]').click()
    expect(groups).to_have_count(2)
    groups.last.locator('[data-field="title"]').fill("Đối với người dân, doanh nghiệp")
    groups.last.locator('.grid__group [data-field="channels"]').fill(
        "Tuyên truyền lưu động\nĐăng trên trang thông tin điện tử"
    )
    adds_an_item(drafter, groups.last, "Giới thiệu kênh phản ánh, kiến nghị", "4 buổi", "Thường xuyên")
    page.locator('[data-field="recipients"]').fill("Ủy ban nhân dân thành phố (b/c)\nSở Tư pháp")
    page.locator('#phan-nguoi-ky [data-field="authority"]').fill("KT. GIÁM ĐỐC")
    page.locator('#phan-nguoi-ky [data-field="title"]').fill("PHÓ GIÁM ĐỐC")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")


def moves_the_last_section_up(drafter: Person) -> None:
    address = drafter.path
    drafter.preview().get_by_text("V. PHỐI HỢP LIÊN NGÀNH").or_(
        drafter.preview().get_by_text("V. Phối hợp liên ngành")
    ).wait_for()
    drafter.press_here("Chuyển lên V. Phối hợp liên ngành")
    drafter.preview().get_by_text("IV. PHỐI HỢP LIÊN NGÀNH").or_(
        drafter.preview().get_by_text("IV. Phối hợp liên ngành")
    ).wait_for()
    assert drafter.path == address


def submits(drafter: Person) -> None:
    drafter.press("Xem và trình duyệt")
    drafter.press("Trình kế hoạch")
    drafter.fill("Lời nhắn cho người duyệt", "Đã bổ sung kinh phí.")
    drafter.press("Trình kế hoạch", inside="#bieu-mau")
    assert drafter.status == "Đang trình duyệt"


def returns(head: Person, plan: str) -> None:
    head.open(plan)
    head.press("Trả lại để chỉnh sửa")
    head.fill("Lý do trả lại", REASON)
    head.press("Trả lại để chỉnh sửa", inside="#bieu-mau")
    assert head.status == "Đã trả lại, cần chỉnh sửa"


def mends(drafter: Person, plan: str) -> None:
    drafter.open(plan)
    drafter.sees(f"Lý do trả lại: {REASON}")
    drafter.press("Chỉnh sửa")
    drafter.sees(f"Lý do trả lại: {REASON}")
    drafter.page.locator('.grid__row [data-field="time_text"]').first.fill("Quý II, quý III")
    drafter.page.keyboard.press("Control+s")
    expect(drafter.page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
