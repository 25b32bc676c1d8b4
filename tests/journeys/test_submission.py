"""A plan on its way to Sở Nội vụ in a real browser: sent, returned with a reason, sent again, accepted, with its receipts."""

import io
import itertools

import pikepdf
import pytest
from playwright.sync_api import expect

from plans.models import Plan, Submission
from plans.states import PlanState
from plans.submissions.states import SubmissionState
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.person import PHONE, Person
from tests.world import Office, World, a_plan, an_agency, entered

_numbers = itertools.count(1)
PATIENCE = 60_000
REMARK = "Bổ sung đơn vị chủ trì của nội dung số 2"


@pytest.fixture
def office(world: World) -> Office:
    """Of its own, with the year's plan issued."""
    number = next(_numbers)
    with entered(world.province):
        made = Office.staffed(
            an_agency(world.province, f"so-gui-{number}", f"Sở Gửi hồ sơ {number}", f"SGH{number}")
        )
        a_plan(made.agency, by=made.drafter, state=PlanState.ISSUED)
        return made


def home(office: Office) -> str:
    return f"/{office.agency.province.slug}/{office.agency.slug}"


def arrives(newcomer: Newcomer, who: object, at: str, **options: object) -> Person:
    person = newcomer(**options)
    person.sign_in(who)  # type: ignore[arg-type]
    person.open(at)
    return person


def test_a_plan_is_sent_returned_sent_again_and_accepted(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    # Given the year's plan, issued and not sent
    with entered(world.province):
        plan = Plan.objects.get(agency=office.agency)
    clerk = arrives(newcomer, office.clerk, f"{home(office)}/ke-hoach/{plan.pk}/")
    expect(clerk.page.locator("#gui-so-noi-vu ~ p")).to_contain_text("chưa gửi Sở Nội vụ")

    # When the clerk sends it in one press, its receipt names the second
    clerk.press("Gửi Sở Nội vụ")
    clerk.is_told("Đã gửi Sở Nội vụ: kế hoạch năm 2027. Biên nhận số ")
    assert looking.faults(clerk.page) == {}
    assert "giây" in clerk.page.locator(".summary-list").inner_text()

    # and Sở Nội vụ reads it beside the tasks, on a phone, and returns it with a reason
    reviewer = arrives(newcomer, world.reviewer, "/dong-nai/so-noi-vu/tham-dinh/", viewport=PHONE)
    reviewer.press(office.agency.name)
    assert looking.faults(reviewer.page) == {}
    reviewer.page.get_by_role("textbox", name="Nhận xét").fill(REMARK)
    reviewer.page.get_by_text("Trả lại để hoàn thiện", exact=True).click()
    reviewer.fill("Lý do trả lại", "Chưa có phụ lục phân công nhiệm vụ")
    reviewer.press("Trả lại hồ sơ")
    reviewer.is_told(f"Đã trả lại kế hoạch năm 2027 của {office.agency.name}.")

    # Then the drafter finds the reason, with the remark that no button of its own had saved, and sends it again
    drafter = arrives(newcomer, office.drafter, f"{home(office)}/gui-so-noi-vu/")
    drafter.press("Kế hoạch năm 2027", inside="#da-gui ~ ul")
    drafter.sees("Lý do: Chưa có phụ lục phân công nhiệm vụ")
    expect(drafter.page.get_by_role("region", name="Nhận xét của người thẩm định")).to_contain_text(REMARK)
    drafter.press("Gửi lại")
    with drafter.page.expect_navigation():
        drafter.page.locator(f"button[name='ke_hoach'][value='{plan.pk}']").click()
    drafter.is_told("Đã gửi Sở Nội vụ")

    # and it is accepted
    reviewer.open("/dong-nai/so-noi-vu/tham-dinh/")
    reviewer.press(office.agency.name)
    reviewer.press("Chấp nhận hồ sơ")
    reviewer.is_told(f"Đã chấp nhận kế hoạch năm 2027 của {office.agency.name}.")
    drafter.page.reload()
    assert drafter.status == "Đã chấp nhận"

    with entered(world.province):
        first, second = Submission.objects.filter(agency=office.agency).order_by("attempt")
        assert (first.state, second.state) == (SubmissionState.RETURNED, SubmissionState.ACCEPTED)
        owed = second.obligation
        assert (owed.submitted_at, owed.accepted_at is not None) == (second.handed_in_at, True)

    # with a receipt of each attempt, one page each
    _has_its_receipt(drafter, f"{home(office)}/gui-so-noi-vu/{second.pk}/", second)


def _has_its_receipt(person: Person, at: str, made: Submission) -> None:
    link = person.page.get_by_role("link", name=f"Biên nhận số {made.receipt_symbol} (PDF)")
    for _ in range(PATIENCE // 1000):
        person.open(at)
        if link.count():
            break
        person.page.wait_for_timeout(1000)
    answer = person.page.request.get(f"{person.url}{at}bien-nhan/")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.body())) as receipt:
        assert len(receipt.pages) == 1
