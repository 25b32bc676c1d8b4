"""The essentials with JavaScript switched off: every verb is a form that the server answers."""

from plans.models import Plan
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.world import World, entered

SUBJECT = "Truyền thông dịch vụ công trực tuyến năm 2027"


def test_a_plan_is_drafted_approved_and_issued_without_a_script(world: World, newcomer: Newcomer) -> None:
    drafter, head, clerk = (newcomer(scripts=False) for _ in range(3))

    # Given a draft with one item, and a section moved and another deleted
    drafter.sign_in(world.drafter)
    drafter.press("Lập kế hoạch mới")
    drafter.open(f"{drafter.path}?nam=2027")
    drafter.fill("Trích yếu", SUBJECT)
    drafter.press("Lập bản nháp")
    plan = drafter.path.removesuffix("soan/")
    drafter.press("Thêm nội dung tuyên truyền", inside=".editor__text")
    drafter.fill("Nội dung", "Hướng dẫn thanh toán trực tuyến")
    drafter.press("Lưu")
    drafter.press("Chuyển lên III. Kinh phí thực hiện")
    drafter.page.locator("summary", has_text="Việc khác với 2. Yêu cầu").click()
    drafter.press("Xóa mục 2. Yêu cầu")
    drafter.press("Xóa", inside="form.column")
    drafter.is_told("Đã xóa mục “Yêu cầu”.")

    # When it goes through all hands
    drafter.press("Xem và trình duyệt")
    drafter.press("Trình kế hoạch")
    drafter.press("Trình kế hoạch", inside="#bieu-mau")
    assert drafter.status == "Đang trình duyệt"
    head.sign_in(world.head)
    head.press(SUBJECT)
    head.press("Duyệt kế hoạch")
    assert head.status == "Đã duyệt, chờ văn thư cấp số"
    clerk.sign_in(world.clerk)
    clerk.press(SUBJECT)
    clerk.press("Cấp số và ban hành")
    clerk.press("Đã có chữ ký trên giấy, cấp số và ban hành", inside="#bieu-mau")

    # Then it is issued, and says what was typed
    assert clerk.status == "Đã ban hành"
    with entered(world.province):
        issued = Plan.objects.select_related("issued_snapshot").get(subject=SUBJECT)
        headings = [section["heading"] for section in issued.issued_snapshot.content["sections"]]
    assert (clerk.path.split("#")[0], issued.state) == (plan, PlanState.ISSUED)
    assert headings == [
        "Mục đích, yêu cầu",
        "Kinh phí thực hiện",
        "Nội dung, hình thức tuyên truyền",
        "Tổ chức thực hiện",
    ]
