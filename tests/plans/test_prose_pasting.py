"""What office programs put on the clipboard, as paragraphs and real lists."""

import pytest

from plans.prose import canonical, from_html, pasting
from tests.plans.clipboards import BECOMES, FOLDER, IN_UNICODE, content


def tidied(name: str, *, to_unicode: bool = False) -> str:
    read = pasting.from_plain if name.endswith(".txt") else pasting.tidy
    return canonical(read(content(name), to_unicode=to_unicode))


def test_every_clipboard_has_an_expectation() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.suffix in (".html", ".txt")} == set(BECOMES)


@pytest.mark.parametrize("name", BECOMES)
def test_a_clipboard_becomes_prose(name: str) -> None:
    assert tidied(name) == BECOMES[name]


@pytest.mark.parametrize("name", IN_UNICODE)
def test_an_old_encoding_is_converted_when_asked(name: str) -> None:
    assert tidied(name, to_unicode=True) == IN_UNICODE[name]


@pytest.mark.parametrize("name", BECOMES)
def test_an_old_encoding_is_known_by_its_fonts(name: str) -> None:
    known = {"tcvn3.html": "tcvn3", "vni.html": "vni"}
    assert pasting.encoding_of(content(name)) == known.get(name)


@pytest.mark.parametrize("name", [name for name in BECOMES if name.endswith(".html")])
def test_foreign_html_may_come_straight_to_the_server(name: str) -> None:
    assert canonical(content(name)) == BECOMES[name]


def test_what_is_tidy_stays_as_it_is() -> None:
    for html in BECOMES.values():
        assert canonical(pasting.tidy(html)) == html


def test_own_html_is_not_taken_for_a_clipboard() -> None:
    assert from_html("<p>- không thành danh sách</p>") == [
        {"text": "- không thành danh sách", "footnotes": []}
    ]


def test_an_encoding_without_fonts_is_known_by_its_letters() -> None:
    html = "<p>Tuyªn truyÒn c¶i c¸ch</p>"
    assert pasting.encoding_of(html) == "tcvn3"
    assert canonical(pasting.tidy(html, to_unicode=True)) == "<p>Tuyên truyền cải cách</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", "<p></p>"),
        ("một\nhai", "<p>một hai</p>"),
        ("Một.\nHai.", "<p>Một.</p><p>Hai.</p>"),
        ("1. Một\n2. Hai", "<p>1. Một</p><p>2. Hai</p>"),
        ("a) một\nb) hai", "<p>a) một</p><p>b) hai</p>"),
        ("- một\n+ hai\n- ba", "<ul><li><p>một</p><ul><li><p>hai</p></li></ul></li><li><p>ba</p></li></ul>"),
        ("+ một\n+ hai", "<ul><li><p>một</p></li><li><p>hai</p></li></ul>"),
        ("<b>không phải thẻ</b> & dấu", "<p>&lt;b&gt;không phải thẻ&lt;/b&gt; &amp; dấu</p>"),
    ],
)
def test_plain_text_keeps_its_lines(text: str, html: str) -> None:
    assert canonical(pasting.from_plain(text)) == html


def test_broken_html_is_read_to_its_end() -> None:
    html = "<p class=MsoListParagraph style='mso-list:l0 level1'><span style='mso-list:Ignore'>-</span>a<td>b</ul></p><li>c"
    assert canonical(html) == "<ul><li><p>ab</p></li><li><p>c</p></li></ul>"
