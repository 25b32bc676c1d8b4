"""Somebody at a screen: what they see, press and type, by the words that stand there."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from cchc_portal.agencies.models import Membership
from tests.world import PASSWORD

DESK = {"width": 1366, "height": 625}
PHONE = {"width": 390, "height": 844}


class Person:
    """One browser window; on a phone every page that is reached must fit the screen."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.page: Page = context.new_page()
        self.taps = 0

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self._looks()

    def sign_in(self, who: Membership) -> None:
        self.open("/tai-khoan/dang-nhap/")
        self.fill("Tên đăng nhập hoặc thư điện tử", who.user.username)
        self.fill("Mật khẩu", PASSWORD)
        self.press("Đăng nhập")

    def field(self, label: str) -> Locator:
        named = self.page.get_by_label(label, exact=True)
        return named.or_(self.page.get_by_label(f"{label} (không bắt buộc)", exact=True))

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def control(self, name: str, inside: str = "body") -> Locator:
        """A button or a link by its whole name."""
        area = self.page.locator(inside)
        buttons, links = (area.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
        return buttons.or_(links).filter(visible=True)

    def press(self, name: str, inside: str = "body") -> None:
        """Press what leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            self.press_here(name, inside)
        self._looks()

    def press_here(self, name: str, inside: str = "body") -> None:
        self.taps += 1
        self.control(name, inside).click()

    def confirm(self, name: str) -> None:
        """Answer the question that a verb asks first."""
        self.press(name, inside="dialog[open]")

    def sees(self, text: str, inside: str = "main") -> None:
        expect(self.page.locator(inside).get_by_text(text, exact=True).first).to_be_visible()

    def is_told(self, text: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(text)

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def status(self) -> str:
        return self.page.locator(".page-head__status .status").first.inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    def preview(self) -> Locator:
        """The paper beside the editor."""
        return self.page.frame_locator("iframe[data-preview]").locator("body")

    def frame(self) -> Frame:
        found = self.page.locator("iframe[data-preview]").element_handle().content_frame()
        assert found is not None
        return found

    def download(self, name: str | re.Pattern[str]) -> bytes:
        link = self.page.get_by_role("link", name=name)
        expect(link).to_be_visible(timeout=60_000)
        with self.page.expect_download() as started:
            link.click()
        return Path(started.value.path()).read_bytes()

    def _looks(self) -> None:
        if self.page.viewport_size == PHONE:
            widest = self.page.evaluate("document.documentElement.scrollWidth")
            assert (self.path, widest) == (self.path, PHONE["width"])
