"""Blocks of running text as the editor's HTML and back."""

from typing import Any
from unicodedata import combining

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_portal.vietnam.text import Run, clean, runs
from plans.prose import canonical, from_html, one_text, runs_of, to_html

WORDS = [
    "Nâng cao",
    "nhận thức",
    "của",
    "cán bộ,",
    "(CCHC)",
    "2*3*4",
    "“một",
    "cửa”",
    "*",
    "**",
    "a_b",
    "&",
    "<",
    "…",
    "[^1]",
]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
styled = st.one_of(
    words,
    words.map(lambda text: f"**{text}**"),
    words.map(lambda text: f"*{text}*"),
    words.map(lambda text: f"***{text}***"),
    st.tuples(words, words, words).map(lambda parts: "**{} *{}* {}**".format(*parts)),
)
lines = st.lists(styled, min_size=1, max_size=4).map(" ".join)
anything = st.text(alphabet="aă Ộ*_\n.,1(<&-+\u00a0\u0301\u200b", min_size=1, max_size=30)
texts = st.one_of(st.lists(lines, min_size=1, max_size=3).map("\n".join), anything).map(clean).filter(bool)


def entry(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    inner = st.lists(entry(depth - 1), max_size=2) if depth > 1 else st.just([])
    return st.fixed_dictionaries({"text": texts, "bullets": inner})


blocks = st.one_of(
    st.fixed_dictionaries({"text": texts, "footnotes": st.just([])}),
    st.fixed_dictionaries({"numbered": st.lists(entry(3), min_size=1, max_size=3)}),
    st.fixed_dictionaries({"bullets": st.lists(entry(2), min_size=1, max_size=3)}),
)
prose = st.lists(blocks, min_size=1, max_size=4)


def shown(value: Any) -> Any:
    """The blocks with each text as letters in their styles: what a reader sees. A mark above a letter is seen in its letter's style."""
    if isinstance(value, str):
        letters: list[tuple[str, bool, bool]] = []
        for run in runs(value):
            for character in run.text:
                style = letters[-1][1:] if combining(character) and letters else (run.bold, run.italic)
                letters.append((character, *style))
        return letters
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    return [shown(part) for part in value]


@given(prose)
@settings(max_examples=150, deadline=None)
def test_blocks_come_back_as_they_are_seen(run: list[dict[str, Any]]) -> None:
    assert shown(from_html(to_html(run))) == shown(run)


@given(prose)
@settings(max_examples=80, deadline=None)
def test_what_came_back_once_comes_back_exactly(run: list[dict[str, Any]]) -> None:
    once = from_html(to_html(run))
    assert from_html(to_html(once)) == once
    assert canonical(to_html(once)) == to_html(once)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch này",
        "2*3*4 = 24 và một dấu * lẻ",
        "**Mục đích:** nâng cao *nhận thức* của ***mọi người***.",
        "**a *b* c** và *d **e** f*",
        "**x *a***",
        "(**a**), *b*; **c**.",
        "dòng một\ndòng hai\n\ndòng bốn",
        "**đậm**\n*nghiêng*",
        "5 < 6 & 7 > 2 “trích” 'dẫn' &amp;",
        "Ghi chú[^1] không có chú thích",
        "**a* b**",
        "**Điều 1.** Ban hành *Kế hoạch*",
    ],
)
def test_typed_text_comes_back_to_the_letter(text: str) -> None:
    run = [{"text": text, "footnotes": []}, {"bullets": [{"text": text, "bullets": []}]}]
    assert from_html(to_html(run)) == run


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Cải <strong>cách </strong>hành chính</p>", "Cải **cách** hành chính"),
        ("<p><strong>Tuyên truyề</strong>n</p>", "**Tuyên truyền**"),
        ("<p><strong>đậm</strong> <em>nghiêng</em></p>", "**đậm** *nghiêng*"),
        ("<p><strong>đậm </strong><em>nghiêng</em></p>", "**đậm** *nghiêng*"),
        ("<p><strong>đậm</strong><em>, nghiêng</em></p>", "**đậm**, *nghiêng*"),
        ("<p><strong><em>cả hai</em> đậm</strong></p>", "***cả hai*** **đậm**"),
        ("<p><strong>một<br>hai</strong></p>", "**một**\n**hai**"),
        ("<p><strong>*sao</strong></p>", "*sao"),
        ("<p>  Tie\u0302\u0301ng &nbsp; Vi\u00adệt </p>", "Tiếng Việt"),
        ("chữ trần", "chữ trần"),
    ],
)
def test_a_styling_without_a_spelling_takes_the_nearest(html: str, text: str) -> None:
    assert from_html(html) == [{"text": text, "footnotes": []}]


def test_the_html_is_that_of_the_editor() -> None:
    run = [
        {"text": "Một **hai *ba***\nbốn", "footnotes": []},
        {"numbered": [{"text": "năm", "bullets": [{"text": "sáu", "bullets": []}]}]},
    ]
    assert to_html(run) == (
        "<p>Một <strong>hai <em>ba</em></strong><br>bốn</p><ol><li><p>năm</p><ul><li><p>sáu</p></li></ul></li></ol>"
    )


def test_nothing_but_prose_passes() -> None:
    html = '<script>alert(1)</script><p onclick="x()">a<img src=x onerror=y><a href="javascript:z">b</a></p><!-- c --><iframe></iframe>'
    assert from_html(html) == [{"text": "ab", "footnotes": []}]


def test_empty_paragraphs_are_nothing_and_empty_members_give_their_place_to_what_is_inside() -> None:
    html = "<p></p><ul><li><p></p><ul><li><p>trong</p></li></ul></li></ul><p> </p>"
    assert from_html(html) == [{"bullets": [{"text": "trong", "bullets": []}]}]
    assert from_html("<p></p>") == []


def test_lists_deeper_than_a_plan_goes_end_at_its_deepest() -> None:
    deep = "<ul><li><p>1</p><ul><li><p>2</p><ul><li><p>3</p></li></ul></li></ul></li></ul>"
    leaf: Any = [{"text": "2", "bullets": []}, {"text": "3", "bullets": []}]
    assert from_html(deep) == [{"bullets": [{"text": "1", "bullets": leaf}]}]


def test_a_list_in_a_paragraph_of_its_own_is_typed_text() -> None:
    html = "<p>Gồm[^1]:</p><ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><ol><li><p>c</p></li></ol>"
    assert one_text(html) == "Gồm[^1]:\n- a\n+ b\n1. c"


def test_prose_that_stands_together_is_one_run_and_a_paragraph_with_footnotes_is_by_itself() -> None:
    text, noted = {"text": "a", "footnotes": []}, {"text": "b[^1]", "footnotes": ["c"]}
    bullets, table = {"bullets": [{"text": "d", "bullets": []}]}, {"channels": ["e"]}
    assert runs_of([text, bullets, noted, text, table, text]) == [
        range(2), range(2, 3), range(3, 4), range(4, 5), range(5, 6),
    ]  # fmt: skip


def test_a_run_of_styles_never_loses_a_character() -> None:
    stretches = [Run("a*", bold=True), Run("*b", italic=True), Run("** c")]
    html = "<p><strong>a*</strong><em>*b</em>** c</p>"
    plain = "".join(stretch.text for stretch in stretches)
    assert from_html(html)[0]["text"].replace("*", "") == plain.replace("*", "")
