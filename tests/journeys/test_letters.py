"""The letter of reminders as a phone shows it, and as it is read aloud."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser

from tests.journeys.looking import FINGER, PHONE, SMALL_PHONE

LONG = "Ủy ban nhân dân phường có một cái tên thật dài để xem thư có vừa màn hình hay không"
LINES = (
    "Báo cáo quý I năm 2027 còn 5\u00a0ngày làm việc (hạn: thứ Bảy, 20/03/2027, tính đến hết thứ Hai, 22/03/2027).",
    "Gửi kế hoạch năm 2027 đã quá hạn 30\u00a0ngày làm việc (hạn: thứ Hai, 01/02/2027).",
)
FOLLOWED = ("Báo cáo quý I năm 2027: 2 cơ quan chưa gửi (Sở Tài chính, Sở Xây dựng).",)
SECTIONS = [
    SimpleNamespace(agency=LONG, lines=LINES, path="/dong-nai/phuong/lich/"),
    SimpleNamespace(
        agency="Sở Nội vụ theo dõi", lines=FOLLOWED, path="/dong-nai/so-noi-vu/lich/tinh-hinh/?nam=2027"
    ),
]
LETTER = {
    "site": "https://cchc.dongnai.gov.vn",
    "digest": SimpleNamespace(
        count=3, sections=SECTIONS, user=SimpleNamespace(full_name="Chuyên viên Phòng Cải cách hành chính")
    ),
}
_SIZES = (
    "[...document.querySelectorAll('h1, h2, p, li, td')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
)
_HEIGHTS = "[...document.querySelectorAll('a')].map((link) => link.getBoundingClientRect().height)"


@pytest.mark.parametrize(("width", "height"), [PHONE, SMALL_PHONE, (800, 600)])
def test_it_fits_a_phone_with_letters_and_buttons_that_are_large_enough(
    chromium: Browser, width: int, height: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.set_content(render_to_string("mail/reminders.html", LETTER))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert min(page.evaluate(_SIZES)) >= 14
    heights = page.evaluate(_HEIGHTS)
    assert (len(heights), min(heights) >= FINGER) == (2, True)
    page.close()


def test_its_text_says_the_same_in_the_same_order(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(render_to_string("mail/reminders.html", LETTER))
    shown = " ".join(page.locator("body").inner_text().split())
    page.close()
    text = render_to_string("mail/reminders.txt", LETTER)
    told = [line.removeprefix("- ").strip() for line in text.splitlines()]
    words = [" ".join(line.split()) for line in told if line and not line.startswith("Xem các thời hạn")]
    places = [shown.find(line) for line in words]
    assert (places.count(-1), places) == (0, sorted(places))
