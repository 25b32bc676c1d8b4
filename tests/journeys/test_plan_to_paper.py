"""From nothing to paper: a drafter, a head, a clerk and somebody of the public, each in a browser of their own."""

import io
import re

import pdfplumber
from django.utils import timezone

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
    drafter.fill("Năm thực hiện", "2027")
    drafter.fill("Trích yếu", subject)
    drafter.press("Lập bản nháp")
    assert drafter.heading == "Soạn thảo kế hoạch"
    return drafter.path.removesuffix("soan/")


def adds_an_item(drafter: Person, content: str) -> None:
    drafter.press("Thêm nội dung tuyên truyền", inside="#cau-truc")
    drafter.fill("Nội dung", content)
    drafter.fill("Sản phẩm", "12 tin, bài\n2 phóng sự")
    drafter.fill("Đơn vị chủ trì", "Văn phòng")
    drafter.fill("Thời gian", "Quý II")
    drafter.press("Lưu")


def issues(clerk: Person, plan: str) -> str:
    clerk.open(plan)
    clerk.press("Cấp số và ban hành")
    clerk.press("Cấp số và ban hành", inside="#bieu-mau")
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
    assert {ITEM, "Giới thiệu kênh phản ánh, kiến nghị", "Quý II"} - cells == set()

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
    drafter.press("Sửa thông tin chung")
    drafter.fill("Ngày bắt đầu thực hiện", "05/01/2027")
    drafter.press("Lưu")
    drafter.press("Thêm mục", inside="#phan-muc")
    drafter.fill("Tên mục", "Phối hợp liên ngành")
    drafter.press("Lưu")
    section = drafter.page.locator(".branch", has_text="Phối hợp liên ngành").last
    section.locator("summary").click()
    with drafter.page.expect_navigation():
        section.get_by_role("link", name="Các gạch đầu dòng").click()
    drafter.fill(
        "Các gạch đầu dòng", "Ký quy chế phối hợp với các hội, đoàn thể\nHọp rút kinh nghiệm hằng quý"
    )
    drafter.press("Lưu")
    adds_an_item(drafter, ITEM)
    drafter.press("Thêm nhóm đối tượng", inside="#cau-truc")
    drafter.fill("Tên nhóm đối tượng", "Đối với người dân, doanh nghiệp")
    drafter.fill("Hình thức của cả nhóm", "Tuyên truyền lưu động\nĐăng trên trang thông tin điện tử")
    drafter.press("Lưu")
    group = drafter.page.locator(".group", has_text="Đối với người dân").last
    with drafter.page.expect_navigation():
        group.get_by_role("link", name="Thêm nội dung tuyên truyền").click()
    drafter.fill("Nội dung", "Giới thiệu kênh phản ánh, kiến nghị")
    drafter.fill("Sản phẩm", "4 buổi")
    drafter.fill("Đơn vị chủ trì", "Văn phòng")
    drafter.fill("Thời gian", "Thường xuyên")
    drafter.press("Lưu")
    drafter.press("Sửa nơi nhận")
    drafter.fill("Nơi nhận", "Ủy ban nhân dân thành phố (b/c)\nSở Tư pháp")
    drafter.press("Lưu")
    with drafter.page.expect_navigation():
        drafter.page.locator("#phan-nguoi-ky .tools a").first.click()
    drafter.fill("Quyền hạn của người ký", "KT. GIÁM ĐỐC")
    drafter.fill("Chức vụ", "PHÓ GIÁM ĐỐC")
    drafter.press("Lưu")


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
    drafter.press("Trình lãnh đạo duyệt")
    assert drafter.status == "Chờ lãnh đạo duyệt"


def returns(head: Person, plan: str) -> None:
    head.open(plan)
    head.press("Trả lại để chỉnh sửa")
    head.fill("Lý do trả lại", REASON)
    head.press("Trả lại để chỉnh sửa", inside="#bieu-mau")
    assert head.status == "Đã trả lại, cần chỉnh sửa"


def mends(drafter: Person, plan: str) -> None:
    drafter.open(plan)
    drafter.sees(REASON)
    drafter.press("Chỉnh sửa")
    drafter.sees(REASON)
    drafter.press(f"Sửa 1 {ITEM}")
    drafter.fill("Đơn vị phối hợp", "Phòng Tin học")
    drafter.press("Lưu")
