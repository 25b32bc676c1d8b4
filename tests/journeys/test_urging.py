"""Bulk đôn đốc to its printed công văn: the list, one letter to all, the chain, the number, the paper opened and read; goal 19, counted."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cchc_portal.agencies.models import Membership, Role
from cchc_portal.calendars.models import Notice, Obligation
from cchc_portal.documents.dispatch import dispatching
from cchc_portal.documents.models import Dispatch
from cchc_portal.vietnam import dates
from plans.models import Plan
from plans.states import PlanForm
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.goals import GOALS
from tests.journeys.person import PHONE, Person
from tests.journeys.test_plan_to_paper import PDF, issues, read
from tests.world import Office, World, a_member, an_agency, entered


@dataclass
class Late:
    offices: list[Office]
    reviewer: Membership
    head: Membership
    clerk: Membership


@pytest.fixture(scope="module")
def late(world: World) -> Late:
    """Two offices of their own that have not sent a report; Sở Nội vụ with people of its own."""
    with entered(world.province):
        offices = [
            Office.staffed(an_agency(world.province, slug, name, symbol))
            for slug, name, symbol in (
                ("so-cong-thuong-cham", "Sở Công Thương", "SCT"),
                ("so-van-hoa-cham", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
            )
        ]
        due = timezone.localdate() - timedelta(days=400)
        for office in offices:
            Obligation.objects.create(
                agency=office.agency, kind="report_q3", year=2025, nominal_due_on=due, due_on=due
            )
        home = world.reviewer.agency
        return Late(
            offices,
            world.reviewer,
            a_member(home, Role.AGENCY_HEAD, title="Giám đốc Sở Nội vụ"),
            a_member(home, Role.CLERK, title="Văn thư Sở Nội vụ"),
        )


def chooses(person: Person, offices: list[Office]) -> None:
    """These agencies and no other."""
    for box in person.page.locator('input[name="viec"]').all():
        box.uncheck()
    for office in offices:
        person.page.get_by_label(f"Đôn đốc {office.agency.name}").check()


def test_goal_19_all_who_are_late_are_reminded_from_the_first_screen(
    world: World, late: Late, newcomer: Newcomer
) -> None:
    reviewer = newcomer()
    counter = Counter.of(reviewer)
    reviewer.sign_in(late.reviewer)
    for office in late.offices:
        expect(reviewer.page.locator("main")).to_contain_text(
            f"{office.agency.name}: Báo cáo quý III năm 2025"
        )
    expect(reviewer.page.locator("main")).to_contain_text(
        "người soạn thảo, trưởng đơn vị và thủ trưởng từng cơ quan"
    )
    counter.start()
    reviewer.page.get_by_role("button", name="Đôn đốc các cơ quan quá hạn").click()
    assert counter.beyond(GOALS[19]) == {}
    reviewer.is_told("Đã gửi thông báo đôn đốc")
    with entered(world.province):
        told = Notice.objects.filter(membership=late.offices[0].drafter, text__startswith="Sở Nội vụ đôn đốc")
        assert told.count() == 1


@pytest.mark.parametrize("phone", [False, True])
def test_one_letter_to_all_goes_from_the_list_to_its_paper(
    world: World, late: Late, newcomer: Newcomer, phone: bool
) -> None:
    reviewer = newcomer(viewport=PHONE) if phone else newcomer()
    head, clerk = newcomer(), newcomer()

    # Given the list of the late, when two are chosen and a letter is asked for
    reviewer.sign_in(late.reviewer)
    reviewer.press("Xem từng người nhận, chọn cơ quan, soạn công văn")
    assert looking.faults(reviewer.page) == {}
    chooses(reviewer, late.offices)
    reviewer.press("Soạn công văn đôn đốc")
    assert reviewer.heading == "Soạn thảo công văn"
    letter = reviewer.path.removesuffix("soan/")

    # Then it is submitted, approved and numbered as any paper of the office
    reviewer.open(f"{letter}trinh/")
    reviewer.press("Trình công văn", inside="#bieu-mau")
    assert reviewer.status == "Đang trình duyệt"
    head.sign_in(late.head)
    head.open(letter)
    head.press_here("Duyệt công văn")
    head.confirm("Duyệt công văn")
    clerk.sign_in(late.clerk)
    symbol = issues(clerk, letter)
    assert re.fullmatch(r"\d{2,}/SNV", symbol) is not None

    # And its paper says whom it urges, by name and in its list
    text, cells = read(clerk.download(PDF))
    with entered(world.province):
        issued = Plan.objects.get(form=PlanForm.LETTER, symbol=symbol)
    names = [office.agency.name for office in late.offices]
    dated = f"Số: {symbol} Đồng Nai, {dates.written_date(issued.issued_on)}"
    assert [text.count(words) for words in (dated, "V/v đôn đốc gửi báo cáo quý III", "Kính gửi:")] == [
        1,
        1,
        1,
    ]
    assert {*names, "Báo cáo quý III năm 2025"} - cells == set()
    assert [text.count("CÔNG VĂN"), text.count("DỰ THẢO")] == [0, 0]

    # And once it has left for the agency, the page of what is late says that it was urged, by which number
    with entered(world.province):
        owed = Obligation.objects.get(agency=late.offices[0].agency, kind="report_q3", year=2025)
        sent = Dispatch.objects.get(number=issued.line, recipient=late.offices[0].agency.name)
        dispatching.hand_over(sent.pk, receiver="Văn thư", by=late.clerk)
    reviewer.open(f"/{world.province.slug}/so-noi-vu/lich/tinh-hinh/{owed.pk}/")
    expect(reviewer.page.locator("main")).to_contain_text(f"bằng Công văn số {symbol}")
