"""A real browser for the frame."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console said against the page: refused by the content policy, broken scripts, missing files."""
    return []


@pytest.fixture
def context(chromium: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    opened = chromium.new_context(
        viewport={"width": 1366, "height": 625}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("weberror", lambda error: complaints.append(str(error.error)))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
