"""Vietnamese in every kind of field of the editor, in three ways, while answers of the server are late: no letter changes, nothing is in the way."""

import itertools
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Request, Route, expect

from plans.models import Plan
from tests.journeys.conftest import Newcomer
from tests.journeys.editing import SAVE, Editing, headings
from tests.journeys.every_field import BOUND, Field, a_plan_of_everything, every_kind
from tests.journeys.typing_ways import WAYS, composed
from tests.world import World, entered

LATE = 300  # ms until an answer comes
SYLLABLES = [
    "nghiêng",
    "đường",
    "quyết",
    "thuyền",
    "khuỷu",
    "ngoằn",
    "uống",
    "rượu",
    "chuyện",
    "nghiệp",
    "tuyên",
    "truyền",
    "cải",
    "cách",
    "thủ",
    "tục",
    "phường",
    "Đẩy",
    "mạnh",
    "trưởng",
    "hưởng",
    "ứng",
    "kỷ",
    "luật",
    "thưởng",
    "giữ",
    "gìn",
    "quý",
    "huỳnh",
    "tiếng",
    "Việt",
    "ngữ",
    "nghĩa",
    "phục",
    "vụ",
    "nhũng",
    "nhiễu",
    "xử",
    "lý",
    "sửa",
    "đổi",
    "bãi",
    "bỏ",
    "Ủy",
    "Ễnh",
    "ặt",
]
ENDED = re.compile("^(saved|failed)$")
EVERY = 2.0  # seconds between two requests, at least
MAIN_KINDS = ("muc.heading", "noi-dung.content", "van.html")
ERRORS = ".cell__error, .field__error, .invalid-feedback, [aria-invalid=true]"
WATCH_ERRORS = f"""() => {{
  window.errorsSeen = [];
  const look = () => {{ for (const each of document.querySelectorAll('{ERRORS}')) window.errorsSeen.push(each.outerHTML.slice(0, 160)); }};
  new MutationObserver(look).observe(document.body, {{ subtree: true, childList: true, attributes: true, attributeFilter: ['aria-invalid'] }});
}}"""


@pytest.fixture
def plan(world: World) -> Plan:
    return a_plan_of_everything(world)


@pytest.fixture
def editing(world: World, newcomer: Newcomer, plan: Plan) -> Editing:
    person = newcomer()
    person.sign_in(world.drafter)
    opened = Editing(person, world, plan).opens()
    expect(person.page.locator("[data-grid]").first).to_have_attribute("data-ready", "")
    return opened


def of_kind(page: Page, kind: str) -> Field:
    return next(field for field in every_kind(page) if field.kind == kind)


@contextmanager
def requests_to_save(page: Page) -> Iterator[list[float]]:
    """When each was sent."""
    sent: list[float] = []

    def note(request: Request) -> None:
        if request.url.endswith("/soan/luu/"):
            sent.append(time.monotonic())

    page.on("request", note)
    yield sent
    page.remove_listener("request", note)


@contextmanager
def late_answers(page: Page) -> Iterator[None]:
    """Every answer to a save comes late."""

    def slowly(route: Route) -> None:
        page.wait_for_timeout(LATE)
        route.continue_()

    page.route(SAVE, slowly)
    yield
    page.unroute_all(behavior="ignoreErrors")


def test_every_kind_of_field_takes_every_way_of_typing_while_answers_are_late(editing: Editing) -> None:
    page = editing.page
    wrong: list[tuple[str, ...]] = []
    words = itertools.cycle(SYLLABLES)
    expected: dict[str, str] = {}
    with late_answers(page):
        for way, typist in WAYS.items():
            for field in every_kind(page):
                text = BOUND.get(field.name) or next(words)
                before = field.enter_anew()
                typist(page, text)
                expected[field.kind] = before + text
                if field.last_line != before + text:
                    wrong.append((way, field.kind, before + text, field.last_line))
        page.keyboard.press("Control+s")
        expect(page.locator("[data-save-state]")).to_have_attribute("data-state", ENDED, timeout=20_000)
    refused = page.locator(".cell__error, .merge").all_inner_texts()
    assert (wrong, refused) == ([], [])
    sys.stdout.write(f"{len(expected)} kinds: {sorted(expected)}\n")

    # Then nothing was changed while it was typed, nor by the answers, nor on the way to the database and back
    wrong += [("answered", *rest) for rest in differing(page, expected)]
    page.reload()
    wrong += [("stored", *rest) for rest in differing(page, expected)]
    assert wrong == []
    assert set(MAIN_KINDS) - {*expected} == set()


def differing(page: Page, expected: dict[str, str]) -> list[tuple[str, str, str]]:
    found = {field.kind: field.last_line for field in every_kind(page)}
    return [(kind, text, found.get(kind, "")) for kind, text in expected.items() if found.get(kind) != text]


@pytest.mark.parametrize("kind", MAIN_KINDS)
def test_at_most_one_request_in_two_seconds(editing: Editing, kind: str) -> None:
    page = editing.page
    of_kind(page, kind).enter_anew()
    with requests_to_save(page) as sent:
        begun = time.monotonic()
        for word in SYLLABLES[:9]:
            page.keyboard.type(f"{word} ")
            page.wait_for_timeout(700)
        lasted = time.monotonic() - begun
    assert len(sent) <= lasted / EVERY + 1
    editing.is_saved()


@pytest.mark.parametrize("kind", MAIN_KINDS)
def test_no_request_while_a_syllable_is_composed(editing: Editing, kind: str) -> None:
    page = editing.page
    of_kind(page, kind).enter_anew()
    page.keyboard.type("x ")
    page.keyboard.press("Control+s")
    editing.is_saved()
    typing = editing.cdp()
    with requests_to_save(page) as sent:
        for stage in ("n", "ng", "nghi", "nghiê", "nghiêng"):
            where = {"selectionStart": len(stage), "selectionEnd": len(stage)}
            typing.send("Input.imeSetComposition", {"text": stage, **where})
            page.wait_for_timeout(600)
        during = len(sent)
    typing.send("Input.insertText", {"text": "nghiêng"})
    assert during == 0
    assert of_kind(page, kind).text.splitlines()[-1] == "x nghiêng"


COMPOSED_ENTER = """(box) => {
  const field = document.activeElement;
  if (!box.contains(field)) return false;
  const before = [document.querySelectorAll('[data-field]').length, location.href, field.value ?? field.innerHTML];
  const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true });
  const let_through = field.dispatchEvent(event);
  const after = [document.querySelectorAll('[data-field]').length, location.href, field.value ?? field.innerHTML];
  return let_through && document.activeElement === field && JSON.stringify(before) === JSON.stringify(after);
}"""


def test_enter_that_chooses_a_candidate_does_nothing_else(editing: Editing) -> None:
    typing, stopped = editing.cdp(), []
    half = {"text": "ngh", "selectionStart": 3, "selectionEnd": 3}
    for field in every_kind(editing.page):
        field.enter()
        typing.send("Input.imeSetComposition", half)
        if not field.box.evaluate(COMPOSED_ENTER):
            stopped.append(field.kind)
        typing.send("Input.insertText", {"text": "nghe"})
    search = editing.page.locator("[data-legal-box]")
    search.click()
    assert (stopped, search.evaluate(COMPOSED_ENTER)) == ([], True)


def test_no_error_appears_while_somebody_types(editing: Editing) -> None:
    page = editing.page
    page.evaluate(WATCH_ERRORS)
    for kind, half in (
        ("muc.heading", "tieen"),
        ("noi-dung.content", "tieengs"),
        ("phan-thong-tin.period_from", "31/0"),
    ):
        of_kind(page, kind).enter_anew()
        page.keyboard.type(half)
        page.wait_for_timeout(2500)
        page.keyboard.press("Control+a")
    assert page.evaluate("window.errorsSeen") == []


def test_letters_apart_from_their_marks_count_once_and_are_stored_as_one(editing: Editing) -> None:
    page = editing.page
    apart = unicodedata.normalize("NFD", "ế" * 500)
    whole = unicodedata.normalize("NFC", apart)
    assert (len(apart), len(whole)) == (1500, 500)
    subject = of_kind(page, "phan-thong-tin.subject")
    subject.enter_anew()
    page.keyboard.insert_text(apart)
    heading = of_kind(page, "muc.heading")
    heading.enter_anew()
    page.keyboard.insert_text(unicodedata.normalize("NFD", "Mục đích, yêu cầu ở Bộ phận Một cửa"))
    page.keyboard.press("Control+s")
    editing.is_saved()
    with entered(editing.world.province):
        assert Plan.objects.get(pk=editing.plan.pk).subject == whole
    assert headings(editing.world, editing.plan)[0] == "Mục đích, yêu cầu ở Bộ phận Một cửa"

    # And a letter more is refused, as one letter more
    subject.enter_anew()
    page.keyboard.insert_text(unicodedata.normalize("NFD", "ế" * 501))
    page.keyboard.press("Control+s")
    expect(page.locator(".cell__error")).to_contain_text(re.compile(r"\b501\b"))


SPELLING = """() => [...document.querySelectorAll('[data-text] [data-field], [data-text] [role=textbox]')]
  .filter((box) => box.checkVisibility() && !box.matches('select, [type=checkbox]'))
  .map((box) => [box.closest('[data-grid]') ? 'grid' : box.matches('[role=textbox]') ? 'prose' : 'plain', box.spellcheck, box.closest('[lang]').lang, box.hasAttribute('maxlength')])
  .map((found) => JSON.stringify(found))"""


def test_spelling_is_not_checked_in_a_grid_and_no_field_cuts_letters(editing: Editing) -> None:
    page = editing.page
    for field in every_kind(page):
        if field.is_prose:
            field.enter()
    page.locator(".prose .ProseMirror").first.wait_for()
    found = set(page.evaluate(SPELLING))
    assert {each for each in found if '"vi"' not in each} == set()
    assert {each for each in found if "grid" in each} == {'["grid",false,"vi",false]'}
    assert {each for each in found if "prose" in each} == {'["prose",true,"vi",false]'}
    assert {each for each in found if '"plain"' in each} == {
        '["plain",false,"vi",false]',
        '["plain",true,"vi",false]',
    }


def test_a_composed_sentence_is_whole_after_a_save_in_its_middle(editing: Editing) -> None:
    page = editing.page
    with late_answers(page):
        for kind in MAIN_KINDS:
            field = of_kind(page, kind)
            field.enter_anew()
            composed(page, "Đẩy mạnh tuyên")
            page.keyboard.press("Control+s")
            composed(page, " truyền cải cách")
            assert field.text.splitlines()[-1] == "Đẩy mạnh tuyên truyền cải cách"
