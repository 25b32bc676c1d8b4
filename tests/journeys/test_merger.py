"""A merger of two agencies with a plan under way: said before, in force on its day, read and taken up by the successor's people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam.dates import short_date
from plans.models import Plan
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.person import DESK, PHONE
from tests.world import Office, World, a_plan, an_agency, entered


def office(world: World, slug: str, name: str, symbol: str) -> Office:
    with entered(world.province):
        return Office.staffed(an_agency(world.province, slug, name, symbol))


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_two_agencies_become_one_and_the_plan_goes_on(
    world: World, newcomer: Newcomer, viewport: dict[str, int]
) -> None:
    mark = "A" if viewport == DESK else "B"
    forest = office(world, f"so-rung-{mark.lower()}", f"Sở Rừng {mark}", f"SR{mark}")
    water = office(world, f"so-nuoc-{mark.lower()}", f"Sở Nước {mark}", f"SN{mark}")
    with entered(world.province):
        issued = a_plan(forest.agency, by=forest.drafter, state=PlanState.ISSUED)
        draft = a_plan(forest.agency, by=forest.drafter)
    day = timezone.localdate()
    new = f"Sở Môi trường {mark}"

    # Given the administrator, who is led through the steps and reads everything that will happen
    admin = newcomer(viewport=viewport)
    admin.sign_in(world.province_admin)
    admin.open(f"/{world.province.slug}/so-noi-vu/sap-xep-co-quan/")
    admin.press("Sắp xếp cơ quan", inside=".page-head__actions")
    admin.page.get_by_label("Hợp nhất, sáp nhập").check()
    admin.fill("Văn bản quyết định", "Nghị quyết số 390/NQ-HĐND")
    admin.fill("Ngày ban hành văn bản", short_date(day - timedelta(days=30)))
    admin.fill("Ngày có hiệu lực", short_date(day))
    admin.press("Tiếp tục")
    admin.page.get_by_role("checkbox", name=forest.agency.name).check()
    admin.page.get_by_role("checkbox", name=water.agency.name).check()
    admin.choose("Sau sắp xếp là", "Cơ quan mới, ghi tên dưới đây")
    admin.fill("Tên cơ quan mới", new)
    admin.fill("Ký hiệu của cơ quan mới", f"SMT{mark}")
    admin.press("Tiếp tục")
    assert admin.heading == "Xem lại trước khi xác nhận"
    admin.sees(f"{new} được lập từ ngày {short_date(day)}, ký hiệu SMT{mark}.")
    admin.sees(f"1 kế hoạch chưa ban hành của {forest.agency.name} chuyển về {new}, in tên {new}.")

    # When it is confirmed on its day
    admin.press_here("Xác nhận", inside="main")
    admin.confirm("Xác nhận")
    admin.is_told("Thay đổi đã có hiệu lực.")
    admin.sees(f"1 kế hoạch chưa ban hành của {forest.agency.name} đã chuyển về {new}.")

    # Then its people work in the new agency, with the draft, and read what the old one issued
    with entered(world.province):
        slug = Agency.objects.get(name=new).slug
        assert Plan.objects.get(pk=draft.pk).agency.slug == slug
        stays = Plan.objects.select_related("issued_snapshot").get(pk=issued.pk)
        assert stays.issued_snapshot.content["agency"]["symbol"] == f"SR{mark}"
    person = newcomer(viewport=viewport)
    person.sign_in(forest.drafter)
    assert person.path == f"/{world.province.slug}/{slug}/ke-hoach/viec/"
    person.open(f"/{world.province.slug}/{forest.agency.slug}/ke-hoach/{issued.pk}/")
    assert person.status == "Đã ban hành"
    person.open(f"/{world.province.slug}/{forest.agency.slug}/co-quan/")
    assert person.status == "Đã kết thúc hoạt động"
    person.sees(f"{new}: hợp nhất, sáp nhập từ ngày {short_date(day)}, Nghị quyết số 390/NQ-HĐND")


def test_a_planned_change_is_undone_before_its_day(world: World, newcomer: Newcomer) -> None:
    old = office(world, "so-gio", "Sở Gió", "SG").agency
    day = timezone.localdate() + timedelta(days=20)
    admin = newcomer()
    admin.sign_in(world.province_admin)
    admin.open(f"/{world.province.slug}/so-noi-vu/sap-xep-co-quan/moi/")
    admin.page.get_by_label("Giải thể").check()
    admin.fill("Văn bản quyết định", "Nghị quyết số 391/NQ-HĐND")
    admin.fill("Ngày ban hành văn bản", short_date(day - timedelta(days=30)))
    admin.fill("Ngày có hiệu lực", short_date(day))
    admin.press("Tiếp tục")
    admin.choose("Cơ quan giải thể", old.name)
    admin.press("Tiếp tục")
    admin.press_here("Xác nhận", inside="main")
    admin.confirm("Xác nhận")
    admin.is_told(f"Thay đổi có hiệu lực vào ngày {short_date(day)}.")
    admin.press_here("Hủy thay đổi", inside="main")
    admin.confirm("Hủy thay đổi")
    admin.is_told("Đã hủy. Các cơ quan giữ nguyên.")
    with entered(world.province):
        assert Agency.objects.get(pk=old.pk).closed_on is None
