"""Take the guides' pictures from a running demo: `make run` in one terminal, `.venv/bin/python docs/huong-dan/chup_man_hinh.py ADDRESS` here.

Needs what `make test` installs (Chromium). A picture is 1366 wide, the part of the screen that the step is about, or a phone's 390 × 844;
with few colours.
"""

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = Path(__file__).parent / "hinh"
PASSWORD = "Minh-hoa-CCHC-2027"  # noqa: S105  the demo's, known to everybody
AGENCY = "/dong-nai/ban-quan-ly-cac-khu-cong-nghiep"
COLOURS = 48


def main(address: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for account, take in SITTINGS.items():
            page = _window(browser, address)
            if account:
                _sign_in(page, account)
            take(page)
            page.context.close()
        browser.close()
    size = sum(picture.stat().st_size for picture in PICTURES.glob("*.png"))
    print(f"{len(list(PICTURES.glob('*.png')))} hình, {size / 1024:.0f} KB")


def _window(browser: Browser, address: str) -> Page:
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1366, "height": 800},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    return context.new_page()


def _sign_in(page: Page, account: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(account)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(r"/(ke-hoach/viec|theo-doi)/$"))


def shoot(page: Page, name: str, height: int = 800) -> None:
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": 1366, "height": height})
    raw = page.screenshot(clip={"x": 0, "y": 0, "width": 1366, "height": height})
    _save(raw, name)


def shoot_phone(page: Page, name: str) -> None:
    """The page as it stands, on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    _save(page.screenshot(), f"{name}-dien-thoai")
    page.set_viewport_size({"width": 1366, "height": 768})


def _save(raw: bytes, name: str) -> None:
    few = Image.open(io.BytesIO(raw)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def _plan(page: Page, state: str) -> None:
    """Open the first plan of the list that stands in this state."""
    page.goto(f"{AGENCY}/ke-hoach/")
    page.locator("tr", has_text=state).first.get_by_role("link").first.click()
    page.locator(".timeline").first.wait_for()


def public(page: Page) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    shoot(page, "dang-nhap", 560)
    page.goto("/dong-nai/")
    page.get_by_label("Từ cần tìm").fill("cai cach hanh chinh")
    page.get_by_role("button", name="Lọc danh sách").click()
    page.wait_for_url("**tu=**")
    shoot(page, "tim-van-ban", 700)
    page.locator(".announcement-list__item a").first.click()
    page.get_by_role("link", name="Tải văn bản").wait_for()
    shoot(page, "tin-cong-bo", 700)


def drafter(page: Page) -> None:
    shoot(page, "viec-cua-toi", 768)
    shoot_phone(page, "viec-cua-toi")
    page.goto(f"{AGENCY}/ke-hoach/moi/")
    shoot(page, "lap-ke-hoach", 768)
    _plan(page, "Bản nháp")
    shoot(page, "trinh-duyet", 768)
    _remarks(page)
    _editor(page)
    _import(page)


def _editor(page: Page) -> None:
    """The plan of last year carried on: the fullest one of the demo."""
    page.goto(f"{AGENCY}/ke-hoach/moi/")
    page.get_by_role("button", name="Tạo kế hoạch từ năm trước").first.click()
    page.wait_for_url("**/soan/")
    page.frame_locator("iframe").first.locator("body").wait_for()
    page.wait_for_timeout(2000)
    shoot(page, "soan-thao", 768)
    shoot_phone(page, "soan-thao")
    page.locator(".grid__tools").first.evaluate(
        "(tools) => scrollTo(0, tools.getBoundingClientRect().top + scrollY - 70)"
    )
    page.wait_for_timeout(1500)
    shoot(page, "noi-dung", 768)
    page.get_by_label("Trích yếu").first.fill("Tuyên truyền cải cách hành chính năm 2027")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.goto(page.url.replace("/soan/", "/so-sanh/"))
    shoot(page, "so-sanh", 768)
    shoot_phone(page, "so-sanh")


def _remarks(page: Page) -> None:
    """A row of the table is remarked on and a colleague named; the same on a phone; then the plan is watched."""
    page.goto(f"{AGENCY}/ke-hoach/")
    page.locator("tr", has_text="Bản nháp").first.get_by_role("link").first.click()
    page.get_by_role("heading", name="Lịch sử").wait_for()
    plan = page.url
    page.goto(f"{plan}soan/")
    page.locator(".grid[data-ready]").first.wait_for()
    page.wait_for_timeout(1500)
    box = page.locator('.grid__row [data-field="content"]').first
    box.scroll_into_view_if_needed()
    box.click()
    box.evaluate("(box) => box.setSelectionRange(0, box.value.split(/[;,]/)[0].length)")
    box.dispatch_event("mouseup")
    page.get_by_role("button", name="Nhận xét đoạn này").click()
    drawer = page.locator("[data-remarks-drawer]")
    drawer.get_by_label("Nội dung nhận xét").fill("Bổ sung số liệu năm trước để so sánh.")
    drawer.locator("summary", has_text="Nhắc đồng nghiệp").click()
    drawer.get_by_role("checkbox").first.check()
    shoot(page, "nhan-xet", 768)
    drawer.get_by_role("button", name="Gửi nhận xét").click()
    drawer.locator("article.remark").first.wait_for()
    page.goto(f"{plan}nhan-xet/")
    shoot_phone(page, "nhan-xet")
    page.goto(plan)
    page.get_by_role("button", name="Theo dõi", exact=True).click()
    page.get_by_role("button", name="Thôi theo dõi").wait_for()
    page.goto(f"{AGENCY}/ke-hoach/viec/")
    page.locator("h2", has_text="Đang theo dõi").scroll_into_view_if_needed()
    shoot(page, "theo-doi", 768)


def _import(page: Page) -> None:
    page.goto(f"{AGENCY}/ke-hoach/nhap/")
    name = "ke-hoach.docx"
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": _word_file()}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url("**/nhap/*/")
    shoot_phone(page, "nhap-tep")
    page.get_by_role("heading", name="Trong tệp").evaluate("(head) => head.scrollIntoView()")
    shoot(page, "nhap-tep", 768)


def _word_file() -> bytes:
    """A plan as an office writes it: headings by hand, a list, a table."""
    document = Document()
    for line in (
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2027",
        "I. MỤC ĐÍCH",
        "- Nâng cao nhận thức của cán bộ, công chức về cải cách hành chính;",
        "- Giúp người dân biết và dùng dịch vụ công trực tuyến.",
        "II. NỘI DUNG",
    ):
        document.add_paragraph(line)
    rows = (
        ("TT", "Nội dung công việc", "Dự kiến sản phẩm", "Thời gian"),
        ("1", "Đăng tin về kết quả cải cách hành chính", "24 tin, bài", "Cả năm"),
        ("2", "Đối thoại với doanh nghiệp", "02 cuộc", "Quý II, quý IV"),
    )
    table = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    document.add_paragraph("Văn phòng chủ trì, theo dõi, tổng hợp kết quả thực hiện.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def head(page: Page) -> None:
    _plan(page, "Đang trình duyệt")
    shoot(page, "duyet", 768)
    shoot_phone(page, "duyet")
    page.get_by_role("link", name="Trả lại để chỉnh sửa").click()
    page.get_by_label("Xem lại kinh phí").check()
    page.get_by_label("Lý do trả lại").fill("Nội dung số 2 chưa ghi đơn vị chủ trì.")
    shoot(page, "tra-lai", 700)
    page.goto(f"{AGENCY}/uy-quyen/")
    shoot(page, "giao-ky", 768)
    page.goto(f"{AGENCY}/ke-hoach/duyet-nhieu/")
    shoot_phone(page, "duyet-nhieu")
    page.goto(f"{AGENCY}/chuoi-duyet/")
    shoot(page, "chuoi-duyet", 640)
    _plan(page, "Đã cấp số, chờ ký số")
    page.get_by_role("heading", name="Ký số").scroll_into_view_if_needed()
    shoot(page, "ky-so", 700)


def clerk(page: Page) -> None:
    shoot(page, "viec-van-thu", 640)
    page.get_by_role("link", name="Cấp số và ban hành").first.click()
    page.get_by_label("Ngày ban hành").wait_for()
    shoot(page, "cap-so", 620)
    _plan(page, "Đã ban hành")
    scan = _lookup_print(page)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "van-ban", 700)
    _look(page, scan)
    _copy(page)
    _register(page)
    _stack(page)
    _scans(page, scan)
    page.goto(f"{AGENCY}/cong-bo/")
    shoot(page, "cong-bo", 520)


def _look(page: Page, scan: bytes) -> None:
    """One scan brought to the plan that is open, before it counts; put aside again."""
    page.get_by_role("link", name="Tải bản quét lên").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": scan}
    )
    page.get_by_role("button", name="Tải lên và xem bản quét").click()
    page.get_by_role("button", name="Đúng văn bản này").wait_for()
    page.wait_for_load_state("networkidle")
    shoot(page, "xem-ban-quet", 768)
    page.get_by_role("button", name="Không phải, bỏ tệp này").click()
    page.locator("#ban-quet").wait_for()


def _copy(page: Page) -> None:
    page.get_by_role("link", name="Sao ra giấy").click()
    page.locator("#bieu-mau").wait_for()
    shoot(page, "ban-sao", 768)


def _register(page: Page) -> None:
    page.goto(f"{AGENCY}/so-van-ban-di/")
    page.get_by_role("textbox", name="Tìm trong sổ").fill("ke hoach khu cong nghiep")
    page.get_by_role("button", name="Lọc danh sách").click()
    page.wait_for_url("**q=**")
    shoot(page, "so-van-ban-di", 700)
    page.locator("table.book tbody tr", has_text="VT, VP").first.get_by_role("link").first.click()
    page.wait_for_url("**/so-van-ban-di/*/")
    shoot(page, "dong-trong-so", 768)


def _stack(page: Page) -> None:
    """Two papers ticked, put together, ready."""
    page.goto(f"{AGENCY}/ke-hoach/?state=issued")
    for box in page.locator('input[name="ke_hoach"]').all()[:2]:
        box.check()
    page.get_by_role("button", name="Ghép tập in").scroll_into_view_if_needed()
    shoot(page, "ghep-tap-in", 768)
    page.get_by_role("button", name="Ghép tập in").click()
    page.locator("#tap-in .file-list__item a").first.wait_for(timeout=60_000)
    shoot(page, "tap-in", 480)


def _lookup_print(page: Page) -> bytes:
    """The second print of the plan that is open, made where nobody has asked for it yet, as the scanner sees its pages."""
    row = page.locator("#ban-in .file-list__item", has_text="Bản in tra cứu")
    if row.get_by_role("button", name="Tạo văn bản này").count():
        row.get_by_role("button", name="Tạo văn bản này").click()
    link = page.locator("#ban-in .file-list__item", has_text="Bản in tra cứu").get_by_role("link").first
    link.wait_for(timeout=60_000)
    paper = page.context.request.get(page.evaluate("(link) => link.href", link.element_handle())).body()
    sheets = [leaf.render(scale=300 / 72, grayscale=True).to_pil() for leaf in pypdfium2.PdfDocument(paper)]
    first, *others = (sheet.rotate(0.8, fillcolor=247) for sheet in sheets)
    written = io.BytesIO()
    first.save(written, "PDF", save_all=True, append_images=others, resolution=300, quality=70)
    return written.getvalue()


def _scans(page: Page, scan: bytes) -> None:
    """One that is found by its code, one that a person must match, one that is refused."""
    page.goto(f"{AGENCY}/ban-ky-quet/")
    blank = io.BytesIO()
    Image.new("L", (1240, 1754), 250).save(blank, "JPEG")
    files = (("quet0001.pdf", scan), ("quet0002.jpg", blank.getvalue()), ("quet0003.pdf", scan[:5000]))
    page.get_by_label("Các bản quét").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )
    page.get_by_role("button", name="Tải các bản quét lên").click()
    page.get_by_text("Chờ chọn văn bản").first.wait_for(timeout=60_000)
    page.get_by_text("Đang đọc bản quét").wait_for(state="detached", timeout=60_000)
    page.get_by_role("button", name="Tải các bản quét lên").evaluate(
        "(button) => scrollTo(0, button.getBoundingClientRect().top + scrollY - 240)"
    )
    shoot(page, "ban-quet", 768)


def overseer(page: Page) -> None:
    shoot(page, "theo-doi-co-quan", 900)
    shoot_phone(page, "theo-doi-co-quan")
    page.get_by_role("link", name="Tổng hợp kỳ báo cáo").click()
    page.get_by_role("link", name="Tải bản Word").wait_for()
    shoot(page, "tong-hop", 768)
    page.goto("/dong-nai/so-noi-vu/tham-dinh/")
    shoot(page, "tham-dinh", 768)
    page.goto("/dong-nai/so-noi-vu/giao-nhiem-vu/do-phu/?nam=2027")
    shoot(page, "do-phu", 768)
    page.goto("/dong-nai/so-noi-vu/lich/")
    shoot(page, "thoi-han", 700)


def administrator(page: Page) -> None:
    page.goto("/dong-nai/so-noi-vu/thiet-lap/")
    shoot(page, "thiet-lap", 768)
    page.goto("/dong-nai/so-noi-vu/lich/ngay-nghi/")
    shoot(page, "lich-nghi", 800)


SITTINGS: dict[str, Callable[[Page], None]] = {
    "": public,
    "soanthao": drafter,
    "lanhdao": head,
    "vanthu": clerk,
    "sonoivu": overseer,
    "quantri.tinh": administrator,
}

if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
