"""Everyday goals 21 and 24, counted: the summary of a period as a Word draft; one's own deadlines, and in the calendar of one's phone."""

import io
import re
import zipfile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from tests.journeys import looking
from tests.journeys.conftest import Newcomer
from tests.journeys.counting import Counter
from tests.journeys.goals import GOALS
from tests.journeys.person import PHONE
from tests.world import Office, World, an_agency, entered

DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
NAMED_DAY = re.compile(r"(?:[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), \d{2}/\d{2}/\d{4}")


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Of its own, with what it owes this year and the next."""
    with entered(world.province):
        made = Office.staffed(an_agency(world.province, "so-du-lich", "Sở Du lịch", "SDL"))
        for year in (timezone.localdate().year, timezone.localdate().year + 1):
            actions.open_year(made.agency, year)
    return made


def test_goal_21_the_summary_of_a_period_as_a_word_draft(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    reviewer = newcomer()
    counter = Counter.of(reviewer)
    reviewer.sign_in(world.reviewer)
    expect(reviewer.page.get_by_role("heading", name="Theo dõi các cơ quan")).to_be_visible()
    assert looking.faults(reviewer.page) == {}
    counter.start()

    reviewer.press("Tổng hợp kỳ báo cáo")
    draft = zipfile.ZipFile(io.BytesIO(reviewer.download("Tải bản Word")))
    assert counter.beyond(GOALS[21]) == {}
    assert draft.read("word/document.xml").decode().count(">BÁO CÁO<") == 1
    assert looking.faults(reviewer.page) == {}

    # Each figure leads to its rows
    figure = reviewer.page.locator("a.figure").first
    count = int(figure.evaluate("(link) => link.firstChild.textContent"))
    with reviewer.page.expect_navigation():
        figure.click()
    expect(reviewer.page.locator(".filter-bar__result")).to_contain_text(f"{count} cơ quan")


def test_goal_24_ones_deadlines_are_one_press_away_with_weekday_and_working_days(
    world: World, office: Office, newcomer: Newcomer
) -> None:
    drafter = newcomer()
    counter = Counter.of(drafter)
    drafter.sign_in(office.drafter)
    counter.start()
    drafter.press("Lịch & thời hạn", inside="nav.navigation")
    assert counter.beyond(GOALS[24]) == {}

    rows = drafter.page.locator("table tbody tr")
    with entered(world.province):
        owed = Obligation.objects.of_agency(office.agency).shown_on(timezone.localdate())
        assert rows.count() == owed.count()
    for row in rows.all():
        nominal, due, standing = (row.locator("td").nth(place).inner_text() for place in (2, 3, 4))
        for words in (nominal, due, standing):
            assert len(NAMED_DAY.findall(words)) == len(DAY.findall(words)) == 1
        assert re.search(r"\d+\sngày làm việc|Hạn hôm nay|Quá hạn từ", standing) is not None
    assert looking.faults(drafter.page) == {}


@pytest.mark.parametrize("phone", [False, True])
def test_goal_24_deadlines_come_to_the_phones_calendar_in_two_presses(
    office: Office, newcomer: Newcomer, phone: bool
) -> None:
    drafter = newcomer(viewport=PHONE) if phone else newcomer()
    counter = Counter.of(drafter)
    drafter.sign_in(office.drafter)
    counter.start()
    drafter.press("Đưa vào lịch của điện thoại")
    subscribe = drafter.page.get_by_role("link", name="Thêm vào lịch")
    address = str(subscribe.get_attribute("href"))
    # The system's own calendar takes it from here
    subscribe.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    subscribe.click()
    assert counter.clicks == 2
    assert address.startswith("webcal://")
    path = "/" + address.split("/", 3)[3]
    calendar = drafter.context.request.get(f"{drafter.url}{path}").text()
    assert (calendar.split("\r\n")[0], calendar.count("BEGIN:VEVENT") > 0) == ("BEGIN:VCALENDAR", True)
