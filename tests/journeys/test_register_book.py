"""The clerk's day: a number is kept, given and sent; another agency's clerk receives; the paper is withdrawn and both see it."""

from django.utils import timezone
from playwright.sync_api import expect

from plans.actions import procedure, scans
from plans.models import Recipient
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE
from tests.world import World, a_plan, entered

HERE, THERE = "/dong-nai/so-tai-chinh", "/dong-nai/so-xay-dung"
PATIENCE = 60_000  # milliseconds: the worker makes the PDF, then the sweeper sends it


def approved_to_the_neighbour(world: World) -> int:
    with entered(world.province):
        plan = a_plan(world.agency, by=world.drafter, state=PlanState.SUBMITTED)
        Recipient.objects.filter(plan=plan).delete()
        Recipient.objects.create(plan=plan, position=0, text="Sở Xây dựng (để phối hợp)")
        Recipient.objects.create(plan=plan, position=1, text="Các phòng, đơn vị trực thuộc", copies=4)
        return int(procedure.approve(plan.pk, by=world.head).pk)


def test_a_paper_is_numbered_sent_received_and_withdrawn(world: World, newcomer: Newcomer) -> None:
    plan_id = approved_to_the_neighbour(world)
    clerk, receiver = newcomer(), newcomer(viewport=PHONE)
    clerk.sign_in(world.clerk)
    clerk.open(f"{HERE}/ke-hoach/{plan_id}/")
    clerk.press("Giữ số")
    symbol = clerk.page.locator("#so-dang-giu ~ p strong").inner_text()
    clerk.open(f"{HERE}/so-van-ban-di/")
    row = clerk.page.get_by_role("row").filter(has_text=symbol)
    expect(row.get_by_text("Đang giữ số")).to_be_visible()

    with entered(world.province):
        procedure.issue(plan_id, by=world.clerk, issued_on=timezone.localdate())
        scans.keep(plan_id, b"%PDF-1.7 quet", name="quet.pdf", kind="pdf", by=world.clerk)
    receiver.sign_in(world.heir)
    for _ in range(PATIENCE // 2000):
        receiver.open(f"{THERE}/van-ban-den/")
        if receiver.page.get_by_role("link", name=symbol, exact=True).count():
            break
        receiver.page.wait_for_timeout(2000)
    receiver.press(f"Xác nhận đã nhận văn bản {symbol}")

    clerk.open(f"{HERE}/so-van-ban-di/")
    clerk.press(symbol)
    expect(clerk.page.get_by_text("Đã nhận", exact=True)).to_be_visible()
    clerk.press("Ghi ký nhận của Các phòng, đơn vị trực thuộc")
    clerk.fill("Người nhận", "Văn thư các phòng")
    clerk.press("Ghi ký nhận", inside="main form")
    clerk.press("Thu hồi văn bản")
    clerk.page.get_by_label("Số của văn bản ngoài sổ này").check()
    clerk.fill("Số, ký hiệu của văn bản thu hồi ngoài sổ", "30/QĐ-STC")
    clerk.fill("Ngày ban hành", f"{timezone.localdate():%d/%m/%Y}")
    clerk.fill("Lý do", "Ban hành nhầm năm")
    clerk.press_here("Thu hồi văn bản", inside="main form")
    clerk.confirm("Thu hồi văn bản")
    expect(clerk.page.locator(".page-head").get_by_text("Đã thu hồi")).to_be_visible()

    receiver.open(f"{THERE}/van-ban-den/")
    receiver.press(f"Xác nhận thu hồi văn bản {symbol}")
    clerk.open(f"{HERE}/ke-hoach/{plan_id}/")
    expect(clerk.page.locator("#noi-nhan-van-ban ~ p").get_by_text("Đã thu hồi")).to_be_visible()
    expect(clerk.page.get_by_text("Chưa xác nhận thu hồi")).to_have_count(1)
