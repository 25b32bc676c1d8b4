"""The clerk copies an issued plan: with scripts on a desk, without scripts on a phone; then an electronic copy waits for its signature."""

from io import BytesIO

import pdfplumber
from django.utils import timezone
from playwright.sync_api import expect

from plans.states import PlanState
from tests.documents.copies import signed_sheets
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE, Person
from tests.world import World, entered

HERE = "/dong-nai/so-tai-chinh/ke-hoach"


def scanned(world: World) -> None:
    """The plan was signed in ink, and its scan is kept."""
    with entered(world.province):
        paper = world.plans[PlanState.ISSUED].paper
        assert paper is not None
        if not paper.scans.exists():
            signed_sheets.keep(paper, world.clerk)


def asks_for(clerk: Person, form: str) -> None:
    clerk.page.get_by_label(form).check()
    clerk.fill("Nơi nhận bản sao", "UBND thành phố (để b/c)")


def last_page(content: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return str(pdf.pages[-1].extract_text()).split("\n")


def test_the_clerk_copies_a_plan_and_copies_the_copy(world: World, newcomer: Newcomer) -> None:
    scanned(world)
    plan, clerk = world.plans[PlanState.ISSUED], newcomer()
    clerk.sign_in(world.clerk)
    clerk.open(f"{HERE}/{plan.pk}/")
    clerk.press("Sao ra giấy")
    assert clerk.heading == "Sao văn bản ra giấy"
    clerk.press("Lấy số và tạo bản sao")
    expect(clerk.page.get_by_role("alert")).to_contain_text("Chọn hình thức sao.")
    asks_for(clerk, "Sao y: toàn bộ văn bản, từ bản gốc hoặc bản chính")
    clerk.press("Lấy số và tạo bản sao")
    clerk.is_told("Đã lấy số 01/SY-STC và ghi vào sổ.")
    said = last_page(clerk.download("Bản sao y 01/SY-STC"))
    today = timezone.localdate()
    assert f"Số: 01/SY-STC Đồng Nai, ngày {today:%d} tháng" in "\n".join(said)
    clerk.press("Sao ra giấy")
    asks_for(clerk, "Sao lục: toàn bộ nội dung của một bản sao đã có")
    clerk.choose("Bản sao dùng để sao lục", "Bản sao y 01/SY-STC")
    clerk.page.get_by_label("Bản sao chọn ở trên đã được ký, đóng dấu").check()
    clerk.press("Lấy số và tạo bản sao")
    said = last_page(clerk.download("Bản sao lục 02/SL-STC"))
    assert [line.split()[1] for line in said if line.startswith("Số: ")] == ["01/SY-STC", "02/SL-STC"]


def test_without_scripts_a_phone_makes_an_excerpt_and_an_electronic_one(
    world: World, newcomer: Newcomer
) -> None:
    scanned(world)
    plan, clerk = world.plans[PlanState.ISSUED], newcomer(viewport=PHONE, scripts=False)
    clerk.sign_in(world.clerk)
    clerk.open(f"{HERE}/{plan.pk}/")
    clerk.press("Sao ra giấy")
    asks_for(clerk, "Trích sao: chỉ những trang được chọn")
    clerk.fill("Trang được trích sao", "1")
    clerk.press("Lấy số và tạo bản sao")
    clerk.is_told("/TrS-STC và ghi vào sổ. Bản sao PDF đang được tạo.")
    clerk.press("Sao sang điện tử")
    clerk.page.get_by_label("Trích sao: chỉ những trang được chọn").check()
    clerk.fill("Trang được trích sao", "1")
    clerk.press("Tạo bản sao điện tử")
    panel = clerk.page.locator("#ban-sao")
    expect(panel.get_by_text("Bản trích sao điện tử").first).to_be_visible()  # its buttons name it, too
    expect(panel.get_by_text("Chưa ký", exact=True)).to_be_visible()
