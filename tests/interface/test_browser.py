"""The frame in a real browser: accessible, never wider than the screen, and nothing typed is lost."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from cchc_portal.agencies.models import User

pytestmark = [pytest.mark.urls("tests.interface.urls"), pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FRAMES = [
    "/co-quan/",
    "/thanh-phan/",
    "/",
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/quen-mat-khau/",
    "/tai-khoan/dang-xuat/",
]
KEPT = '[data-save-indicator][data-state="unsaved"]'
SENTENCE = "Nâng cao nhận thức về cải cách hành chính"


@pytest.fixture
def signed_in(context: BrowserContext, live_server: Any) -> User:
    person = User.objects.create_user("canbo", "canbo@example.vn", "x", full_name="Chuyên viên Văn phòng")
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return person


def findings(page: Page) -> list[str]:
    result = Axe().run(page, options={"runOnly": RULES})
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in result.response["violations"]]


@pytest.mark.parametrize("path", FRAMES)
def test_pages_are_accessible_and_fit_the_screen(
    path: str, page: Page, live_server: Any, complaints: list[str]
) -> None:
    page.goto(live_server.url + path)
    for width, height in ((1366, 625), (390, 844), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert (width, findings(page)) == (width, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


def test_a_form_with_errors_is_accessible_and_takes_the_reader_to_each(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    page.get_by_role("button", name="Lưu kế hoạch").click()
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')") is True
    assert findings(page) == []
    page.get_by_role("link", name="Chọn hình thức ban hành.").click()
    assert page.evaluate("document.activeElement.id") == "id_shape_0"


def test_the_main_action_is_seen_without_scrolling(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/co-quan/")
    box = page.get_by_role("link", name="Thêm nội dung tuyên truyền").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 625


def test_every_button_can_be_hit(page: Page, live_server: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + "/co-quan/")
    low = page.evaluate(
        "[...document.querySelectorAll('.btn:not(.btn-sm), .tabbar a, summary, .form-check-label')]"
        ".filter(e => e.offsetParent && (e.closest('.form-check') || e).getBoundingClientRect().height < 43.9)"
        ".map(e => e.outerHTML)"
    )
    assert low == []


def test_the_whole_page_is_walked_by_keyboard_with_a_visible_focus(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/co-quan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    unseen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        state = page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return [e === document.body, s.outlineStyle, parseFloat(s.outlineWidth), e.outerHTML.slice(0, 120)]; })()"
        )
        if state[0]:
            break
        if "file" not in state[3] and (state[1] == "none" or state[2] < 3):
            unseen.append(state[3])
    assert unseen == []


def test_the_typeface_is_ours_and_lines_leave_room_for_marks(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    assert (
        page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"', 'ẮẰỘỵ'))"
        )
        is True
    )
    tight = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.childNodes.length && [...e.childNodes].some(n =>"
        " n.nodeType === 3 && n.textContent.trim())).filter(e => { const s = getComputedStyle(e);"
        " return parseFloat(s.lineHeight) / parseFloat(s.fontSize) < (/^H[1-4]$/.test(e.tagName) ? 1.39 : 1.49); })"
        ".map(e => e.outerHTML.slice(0, 100))"
    )
    assert tight == []


def test_a_question_is_asked_before_what_cannot_be_undone(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    page.get_by_role("button", name="Cấp số và phát hành").click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator("p").inner_text().startswith("Sau khi cấp số, nội dung văn bản không sửa được nữa.")
    dialog.get_by_role("button", name="Quay lại").click()
    assert dialog.is_visible() is False
    assert page.url == live_server.url + "/thanh-phan/"


def test_typed_text_survives_a_closed_page_until_it_is_saved(
    page: Page, live_server: Any, signed_in: User, context: BrowserContext
) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    page.fill("#id_summary", SENTENCE)
    page.locator(KEPT).wait_for()
    page.close()
    again = context.new_page()
    again.goto(live_server.url + "/thanh-phan/")
    assert again.input_value("#id_summary") == ""
    again.get_by_role("button", name="Khôi phục phần đã nhập").click()
    assert again.input_value("#id_summary") == SENTENCE


def test_text_in_composition_is_kept_whole(page: Page, live_server: Any, signed_in: User) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    page.focus("#id_summary")
    keyboard = page.context.new_cdp_session(page)
    for half in ("t", "ti", "tie", "tiê", "tiêng", "tiếng"):
        keyboard.send(
            "Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)}
        )
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('cchc:draft:')).length") == 0
    keyboard.send("Input.insertText", {"text": "tiếng"})
    page.locator(KEPT).wait_for()
    kept = page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('cchc:draft:'))[1])"
        ".entries.find(entry => entry.name === 'summary').value"
    )
    assert (kept, page.input_value("#id_summary")) == ("tiếng", "tiếng")


def test_signing_out_leaves_nothing_on_a_shared_machine(
    page: Page, live_server: Any, signed_in: User
) -> None:
    page.goto(live_server.url + "/thanh-phan/")
    page.fill("#id_summary", SENTENCE)
    page.locator(KEPT).wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("summary", has_text="Chuyên viên Văn phòng").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/**")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('cchc:draft:'))") == []


def test_a_password_with_marks_is_noticed_while_it_is_typed(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/tai-khoan/dang-nhap/")
    page.fill("#id_password", "mâtkhẩu")
    hint = page.locator("[data-tone-hint]")
    assert (
        hint.inner_text() == "Mật khẩu đang có chữ có dấu. Tắt bộ gõ tiếng Việt (UniKey) khi nhập mật khẩu."
    )
    page.get_by_role("button", name="Hiện mật khẩu").click()
    assert page.get_attribute("#id_password", "type") == "text"
    page.fill("#id_password", "matkhau")
    assert hint.inner_text() == ""


def test_everything_is_read_and_sent_without_a_script(chromium: Browser, live_server: Any) -> None:
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(live_server.url + "/thanh-phan/")
    plain.fill("#id_summary", SENTENCE)
    plain.get_by_role("button", name="Lưu kế hoạch").click()
    assert plain.input_value("#id_summary") == SENTENCE
    assert plain.locator("[data-error-summary] a").count() == 3
    plain.context.close()
