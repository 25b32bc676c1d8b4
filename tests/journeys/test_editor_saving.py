"""Nothing typed is lost: saved without a button, kept without a network, sent again after a failure, a kill, a lost session."""

import pytest
from playwright.sync_api import Route, expect

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import OFFLINE, SAVE, Editing, forgive, headings
from tests.journeys.person import Person
from tests.world import PASSWORD, World, a_plan, entered

FIRST = "Mục đích, yêu cầu"


@pytest.fixture
def plan(world: World) -> Plan:
    with entered(world.province):
        return a_plan(world.agency, by=world.drafter)


@pytest.fixture
def drafter(world: World, newcomer: Newcomer, plan: Plan) -> Editing:
    person = newcomer()
    person.sign_in(world.drafter)
    return Editing(person, world, plan).opens()


def test_what_is_typed_is_saved_without_a_button(drafter: Editing) -> None:
    drafter.writes(drafter.heading(), " chung")
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} chung"
    drafter.page.reload()
    expect(drafter.heading()).to_have_value(f"{FIRST} chung")


def test_ctrl_s_saves_at_once_and_says_so(drafter: Editing) -> None:
    drafter.writes(drafter.heading(), " lưu ngay")
    drafter.page.keyboard.press("Control+s")
    drafter.is_saved()
    expect(drafter.page.locator("#announcements")).to_have_text(drafter.state.inner_text())
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} lưu ngay"


def test_without_a_network_it_is_kept_and_sent_later(drafter: Editing, complaints: list[str]) -> None:
    # Given no network while two places are written
    drafter.person.context.set_offline(True)
    drafter.writes(drafter.heading(), " lúc mất mạng")
    drafter.writes(drafter.heading(1), " cũng vậy")
    expect(drafter.state).to_have_text(OFFLINE)
    assert headings(drafter.world, drafter.plan)[0] == FIRST

    # When it comes back
    drafter.person.context.set_offline(False)

    # Then both are saved, and nothing is left on the machine
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} lúc mất mạng"
    assert (
        drafter.page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':soan:')).length") == 0
    )
    forgive(complaints, "ERR_INTERNET_DISCONNECTED")


def test_after_a_failure_of_the_server_it_is_sent_again(drafter: Editing, complaints: list[str]) -> None:
    drafter.page.route(SAVE, lambda route: route.fulfill(status=503, body="bận"))
    drafter.writes(drafter.heading(), " sau sự cố")
    expect(drafter.state).to_contain_text("Chưa lưu được: máy chủ chưa trả lời.")
    drafter.page.unroute(SAVE)
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} sau sự cố"
    forgive(complaints, "503")


def test_a_tab_that_was_killed_leaves_its_text_to_the_next(drafter: Editing) -> None:
    # Given words whose save never leaves the machine, kept there when the tab dies
    drafter.page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    drafter.writes(drafter.heading(), " trước khi tắt máy")
    expect(drafter.state).to_have_text("Đang lưu…")
    drafter.page.close()
    assert headings(drafter.world, drafter.plan)[0] == FIRST

    # When the plan is opened again
    drafter.person = Person(drafter.person.context, drafter.person.url)
    drafter.opens()

    # Then the words stand there and are saved
    expect(drafter.heading()).to_have_value(f"{FIRST} trước khi tắt máy")
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} trước khi tắt máy"


def test_a_lost_session_loses_nothing(drafter: Editing, world: World, complaints: list[str]) -> None:
    # Given a session that ends while somebody types
    drafter.person.context.clear_cookies()
    drafter.writes(drafter.heading(), " sau giờ nghỉ")
    expect(drafter.state).to_contain_text("Phiên làm việc đã hết.")

    # When they sign in again in a new tab and press once
    with drafter.person.context.expect_page() as opened:
        drafter.page.get_by_role("link", name="Đăng nhập lại").click()
    again = opened.value
    again.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(world.drafter.user.username)
    again.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    with again.expect_navigation():
        again.get_by_role("button", name="Đăng nhập", exact=True).click()
    again.close()
    drafter.page.get_by_role("button", name="Lưu lại").click()

    # Then it is saved
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} sau giờ nghỉ"
    forgive(complaints, "401", "403")  # 403: a save sent while the cookie of the form token is gone, too


def test_signing_out_names_what_is_not_saved(drafter: Editing, complaints: list[str]) -> None:
    drafter.person.context.route(SAVE, lambda route: route.abort())
    drafter.writes(drafter.heading(), " chưa gửi")
    expect(drafter.state).to_have_text(OFFLINE)
    drafter.page.locator("summary", has_text="tài khoản").click()
    drafter.page.get_by_role("button", name="Đăng xuất").click()
    expect(drafter.page.locator("#confirm-dialog-text")).to_contain_text("chưa lưu được")
    drafter.page.get_by_role("button", name="Quay lại").click()
    expect(drafter.heading()).to_have_value(f"{FIRST} chưa gửi")
    drafter.person.context.unroute(SAVE)
    drafter.page.keyboard.press("Control+s")
    drafter.is_saved()
    forgive(complaints, "ERR_FAILED")


def test_a_refused_value_is_explained_beside_its_field_and_kept(drafter: Editing) -> None:
    day = drafter.page.locator('[data-field="period_to"]')
    day.fill("31/02/2027")
    day.press("Tab")
    error = drafter.page.locator(".cell__error")
    expect(error).to_have_text("Chưa lưu được: Không có ngày “31/02/2027” trong lịch.")
    expect(day).to_have_value("31/02/2027")
    day.fill("30/11/2027")
    day.press("Tab")
    drafter.is_saved()
    expect(error).to_have_count(0)


def test_a_syllable_that_is_being_composed_outlives_the_answer_of_a_save(drafter: Editing) -> None:
    # Given a save under way whose answer is slow
    requests: list[str] = []

    def slowly(route: Route) -> None:
        requests.append(route.request.post_data or "")
        drafter.page.wait_for_timeout(700)
        route.continue_()

    drafter.page.route(SAVE, slowly)
    typing = drafter.cdp()
    field = drafter.heading()
    drafter.writes(field, " ")
    field.press_sequentially("x")
    drafter.page.keyboard.press("Control+s")

    # When a syllable is composed while it runs
    for part in ("t", "ti", "tiê", "tiến"):
        typing.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
        drafter.page.wait_for_timeout(300)
    sent = [body.count("tiê") for body in requests]
    typing.send("Input.insertText", {"text": "tiếng"})

    # Then the field has every letter, nothing was sent while it was composed, and all is saved
    expect(field).to_have_value(f"{FIRST} xtiếng")
    assert sent == [0]
    drafter.is_saved()
    assert headings(drafter.world, drafter.plan)[0] == f"{FIRST} xtiếng"
