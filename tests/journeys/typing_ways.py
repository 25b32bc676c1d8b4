"""Three ways in which Vietnamese reaches a text box: an input method that composes, UniKey's backspaces, select and replace."""

import unicodedata
from collections.abc import Callable

from playwright.sync_api import Page

Typist = Callable[[Page, str], None]


def bare(word: str) -> str:
    """The letters that are pressed first, before marks are added."""
    letters = unicodedata.normalize("NFD", word).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def composed(page: Page, text: str) -> None:
    """Each word grows underlined and is then committed (Windows' own method, macOS, ibus, phones)."""
    session = page.context.new_cdp_session(page)
    for place, word in enumerate(text.split(" ")):
        if place:
            page.keyboard.press("Space")
        stages = [bare(word)[:length] for length in range(1, len(bare(word)) + 1)] + [word]
        for stage in stages:
            session.send(
                "Input.imeSetComposition",
                {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)},
            )
        session.send("Input.insertText", {"text": word})
    session.detach()


def _first_difference(plain: str, word: str) -> int:
    return next(
        (n for n, pair in enumerate(zip(plain, word, strict=False)) if pair[0] != pair[1]), len(plain)
    )


def unikey(page: Page, text: str) -> None:
    """Plain letters, then as many Backspaces as the marks need, then the new letters (UniKey, EVKey)."""
    for place, word in enumerate(text.split(" ")):
        if place:
            page.keyboard.press("Space")
        plain = bare(word)
        page.keyboard.type(plain)
        same = _first_difference(plain, word)
        for _ in plain[same:]:
            page.keyboard.press("Backspace")
        if word[same:]:
            page.keyboard.insert_text(word[same:])


def replaced(page: Page, text: str) -> None:
    """Plain letters, then the word is selected backwards and replaced."""
    for place, word in enumerate(text.split(" ")):
        if place:
            page.keyboard.press("Space")
        page.keyboard.type(bare(word))
        for _ in bare(word):
            page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.insert_text(word)


WAYS: dict[str, Typist] = {"composed": composed, "unikey": unikey, "replaced": replaced}
