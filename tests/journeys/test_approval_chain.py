"""Through an agency's chain of four, each person in a browser of their own: back and forth, in another's stead, stopped where nobody is."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from cchc_portal.agencies.models import Membership, Role, StepKind
from cchc_portal.vietnam import dates
from plans.actions import procedure
from plans.models import Plan
from plans.outline import Outline
from plans.records import from_snapshot
from plans.states import PlanState
from tests.journeys.conftest import Newcomer
from tests.journeys.person import Person
from tests.plans.verbs import do_edit
from tests.world import Office, World, a_chain, a_delegation, a_member, a_plan_file, an_agency, entered

CONTENT, FORM, APPROVE, NUMBER = StepKind
AGREE = "Đồng ý, chuyển bước sau"
_numbers = itertools.count(1)


@pytest.fixture
def office(world: World) -> Office:
    """A new agency for each journey, with the chain of four and somebody for each step."""
    number = next(_numbers)
    with entered(world.province):
        found = Office.staffed(an_agency(world.province, f"so-{number}", f"Sở số {number}", "SO"))
        found.head.post.signing_title = "GIÁM ĐỐC"
        found.head.post.save()
        a_chain(
            found.agency,
            (CONTENT, Role.UNIT_HEAD),
            (FORM, Role.FORM_OFFICER),
            (APPROVE, Role.AGENCY_HEAD),
            (NUMBER, Role.CLERK),
        )
        return found


@pytest.fixture
def form_officer(world: World, office: Office) -> Membership:
    with entered(world.province):
        return a_member(office.agency, Role.FORM_OFFICER, title=f"Chuyên viên pháp chế {office.agency.slug}")


def handed_in(world: World, office: Office) -> Plan:
    with entered(world.province):
        plan = from_snapshot(a_plan_file(office.agency), office.agency, by=office.drafter.user)
        return procedure.submit(plan.pk, by=office.drafter)


def page_of(world: World, office: Office, plan: Plan) -> str:
    return f"/{world.province.slug}/{office.agency.slug}/ke-hoach/{plan.pk}/"


def arrives(newcomer: Newcomer, who: Membership, at: str) -> Person:
    person = newcomer()
    person.sign_in(who)
    person.open(at)
    return person


def agrees(person: Person) -> None:
    person.press_here(AGREE)
    person.confirm(AGREE)
    person.is_told("Đã đồng ý. Kế hoạch đang chờ")


def steps_of(person: Person) -> list[str]:
    return [" ".join(text.split()) for text in person.page.locator(".timeline__verb").all_inner_texts()]


def test_a_chain_of_four_with_a_return(
    world: World, office: Office, form_officer: Membership, newcomer: Newcomer
) -> None:
    plan = handed_in(world, office)
    at = page_of(world, office, plan)

    # Given a plan whose content the unit's head has found in order
    unit_head = arrives(newcomer, office.unit_head, at)
    agrees(unit_head)

    # When the form officer gives it back with the place named
    officer = arrives(newcomer, form_officer, at)
    officer.press("Trả lại để chỉnh sửa")
    with entered(world.province):
        section = Outline.of(plan).sections[1]
    officer.page.get_by_label("Chỗ cần sửa").select_option(value=section.anchor)
    officer.fill("Lý do trả lại", "Viết lại tiêu đề của mục này.")
    officer.press("Trả lại để chỉnh sửa", inside="#bieu-mau")

    # Then the drafter reads the reason, and finds it at the place
    drafter = arrives(newcomer, office.drafter, at)
    drafter.sees("Viết lại tiêu đề của mục này.")
    remark = drafter.page.locator(".remarks article", has_text="Viết lại tiêu đề của mục này.")
    assert remark.count() == 1

    # And it goes through every step anew, the officer seeing the words that were changed
    with entered(world.province):
        do_edit(plan, office.drafter)
        procedure.submit(plan.pk, by=office.drafter)
    unit_head.open(at)
    agrees(unit_head)
    officer.open(at)
    assert officer.page.locator("#thay-doi ins").first.inner_text().endswith("và năm tiếp theo")
    agrees(officer)
    head = arrives(newcomer, office.head, at)
    assert head.page.locator(".fold-line", has_text="Kế hoạch đến bước này lần đầu.").count() == 1
    head.press_here("Duyệt kế hoạch")
    head.confirm("Duyệt kế hoạch")
    assert head.status == "Đã duyệt, chờ văn thư cấp số"


def test_a_head_on_holiday_and_a_deputy_who_signs_for_them(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    with entered(world.province):
        a_chain(office.agency, (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
        deputy_post = a_member(office.agency, Role.DRAFTER, title="Phó Giám đốc")
        deputy_post.post.signing_title = "PHÓ GIÁM ĐỐC"
        deputy_post.post.save()
    base = f"/{world.province.slug}/{office.agency.slug}"

    # Given a head who gives their signing away for a week
    head = arrives(newcomer, office.head, f"{base}/uy-quyen/")
    head.choose("Vị trí được giao", "Phó Giám đốc")
    head.fill("Ngày cuối", dates.short_date(timezone.localdate() + timedelta(days=6)))
    head.press_here("Giao ký")
    head.is_told(f"Đã giao Phó Giám đốc ký thay {office.head.post}.")

    # When the deputy opens what has come to the head
    plan = handed_in(world, office)
    deputy = arrives(newcomer, deputy_post, f"{base}/ke-hoach/viec/")
    deputy.press(plan.subject, inside=".desk__main")

    # Then the lines that will be printed stand there, and on the paper once it is approved
    printed = " ".join(deputy.page.locator(".printed").inner_text().split())
    assert printed == "Phần ký sẽ in: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Phó Giám đốc"
    deputy.press_here("Duyệt kế hoạch")
    deputy.confirm("Duyệt kế hoạch")
    assert deputy.status == "Đã duyệt, chờ văn thư cấp số"
    deputy.open(f"{base}/ke-hoach/{plan.pk}/xem-truoc/")
    paper = deputy.page.locator("body").inner_text()
    assert [paper.count(line) for line in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")] == [1, 1]


def test_a_mandate_past_its_date_signs_nothing(world: World, office: Office, newcomer: Newcomer) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with entered(world.province):
        a_chain(office.agency, (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
        former = a_member(office.agency, Role.FORM_OFFICER, title="Trưởng phòng Tổng hợp")
        a_delegation(
            office.head,
            former,
            "TUQ",
            mandate="Giấy ủy quyền số 05/GUQ-SO",
            starts_on=yesterday,
            ends_on=yesterday,
        )
    plan = handed_in(world, office)
    person = arrives(newcomer, former, page_of(world, office, plan))
    assert person.control("Duyệt kế hoạch").count() == 0
    person.open(f"/{world.province.slug}/{office.agency.slug}/uy-quyen/")
    person.sees("Đã hết hạn")


def test_an_edit_voids_the_approval(world: World, office: Office, newcomer: Newcomer) -> None:
    with entered(world.province):
        a_chain(office.agency, (APPROVE, Role.AGENCY_HEAD), (NUMBER, Role.CLERK))
    plan = handed_in(world, office)
    with entered(world.province):
        procedure.approve(plan.pk, by=office.head)
    at = page_of(world, office, plan)

    # Given an approved plan, which opens for editing only after a warning of what an edit undoes
    drafter = arrives(newcomer, office.drafter, f"{at}soan/")
    assert drafter.page.locator("[data-editor]").count() == 0
    drafter.press("Mở để sửa")
    drafter.sees("Sửa một chỗ thì việc duyệt không còn hiệu lực và phải trình lại.")
    with entered(world.province):
        do_edit(plan, office.drafter)

    # Then it is a draft again, which the clerk cannot number
    drafter.open(at)
    assert drafter.status == "Bản nháp"
    clerk = arrives(newcomer, office.clerk, at)
    assert clerk.control("Cấp số và ban hành").count() == 0


def test_a_step_without_a_holder_is_named_and_mended(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    """Nobody is the form officer: the submission stops, the administrator names a post, it goes on."""
    base = f"/{world.province.slug}/{office.agency.slug}"
    with entered(world.province):
        plan = from_snapshot(a_plan_file(office.agency), office.agency, by=office.drafter.user)
    drafter = arrives(newcomer, office.drafter, f"{base}/ke-hoach/{plan.pk}/trinh/")
    drafter.press("Trình kế hoạch", inside="#bieu-mau")
    summary = drafter.page.locator("[data-error-summary]").inner_text()
    assert summary.count("Bước “Kiểm tra thể thức, kỹ thuật trình bày” chưa có ai thực hiện được") == 1

    admin = arrives(newcomer, office.admin, f"{base}/chuoi-duyet/")
    admin.sees("Có bước chưa có ai giữ")
    admin.press("Sửa bước Kiểm tra thể thức, kỹ thuật trình bày")
    admin.choose("Người thực hiện", office.clerk.post.title)
    admin.press("Lưu bước duyệt")
    assert admin.page.get_by_text("Có bước chưa có ai giữ").count() == 0

    drafter.press("Trình kế hoạch", inside="#bieu-mau")
    drafter.is_told("Đã trình. Kế hoạch đang chờ")
    with entered(world.province):
        assert Plan.objects.get(pk=plan.pk).state == PlanState.SUBMITTED
