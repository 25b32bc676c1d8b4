"""Pages, typeface, margins, page numbers: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I; tests T-01…T-07 of the format sheet."""

import itertools
import unicodedata
from collections import Counter

import pytest

from tests.documents import samples
from tests.documents.measured import BOTTOM, LEFT, MM, RIGHT, TOP, printed

A4 = (595.3, 841.9)


def _portrait(sheet):
    return [number for number, (width, height) in enumerate(sheet.sizes, 1) if width < height]


def test_t01_every_page_is_a4(case):
    _, _, sheet = case
    assert {tuple(sorted(round(side) for side in size)) for size in sheet.sizes} == {tuple(map(round, A4))}


def test_t02_the_first_page_is_portrait_and_a_landscape_page_holds_a_table(case):
    _, _, sheet = case
    landscape = set(range(1, len(sheet.sizes) + 1)) - set(_portrait(sheet))
    ruled = {page for page in landscape if sum(rule.page == page for rule in sheet.rules) > 10}
    assert (1 in landscape, landscape) == (False, ruled)


def test_t03_all_text_of_portrait_pages_lies_inside_the_margins(case):
    _, _, sheet = case
    outside = [
        line.text
        for line in sheet.lines
        if line.page in _portrait(sheet)
        and not (
            line.x0 >= LEFT - 1 and line.x1 <= RIGHT + 1 and line.top >= TOP - 1 and line.baseline <= BOTTOM
        )
        and not line.text.isdigit()
    ]
    assert outside == []


def test_t03_the_widest_text_reaches_both_margins(case):
    _, _, sheet = case
    body = [line for line in sheet.lines if line.page == 1]
    assert min(line.x0 for line in body) == pytest.approx(LEFT, abs=1)
    assert max(line.x1 for line in body) == pytest.approx(RIGHT, abs=1)


def test_t04_t90_one_family_of_four_faces_at_most(case):
    _, _, sheet = case
    faces = {"Van-ban", "Van-ban-Bold", "Van-ban-Italic", "Van-ban-Bold-Italic"}
    assert sheet.fonts - faces == set()


def test_t04b_all_text_is_black(case):
    _, _, sheet = case
    assert {colour for line in sheet.lines for colour in line.colours} == {"(0.0, 0.0, 0.0)"}


def test_t04c_all_text_is_nfc(case):
    _, _, sheet = case
    assert sheet.text == unicodedata.normalize("NFC", sheet.text)


def _numbers(sheet, rules):
    """The number each page shows, where its rule set wants it."""
    shown = {}
    for page, (_, height) in enumerate(sheet.sizes, 1):
        lines = [line for line in sheet.lines if line.page == page and line.text.isdigit()]
        if rules == "ND30_2020":
            lines = [line for line in lines if line.baseline < TOP]
        else:
            lines = [line for line in lines if line.baseline > height - 20 * MM]
        shown[page] = [line.text for line in lines]
    return shown


def test_t05_no_number_on_the_first_page_and_the_count_from_the_second(case):
    snapshot, rules, sheet = case
    if snapshot["appendices"] or snapshot["form"] == "decision_attached":
        pages = {1: [], 2: ["2"] if snapshot["appendices"] else []}
    else:
        pages = {page: [str(page)] if page > 1 else [] for page in range(1, len(sheet.sizes) + 1)}
    shown = _numbers(sheet, rules)
    assert {page: shown[page] for page in pages} == pages


@pytest.mark.parametrize(
    ("make", "centre"),
    [(samples.plan, (LEFT + RIGHT) / 2), (samples.of_2019, RIGHT - 3.5)],
    ids=["giữa lề trên", "góc phải lề dưới"],
)
def test_t05_the_number_is_upright_14_points_and_in_its_place(make, centre):
    sheet = printed(make)
    (number,) = [
        line for line in sheet.lines if line.page == 2 and line.text == "2" and line not in sheet.body(2)
    ]
    assert (number.size, number.face) == (14, "Van-ban")
    assert number.centre == pytest.approx(centre, abs=5 * MM)


def test_t06_t74_each_appendix_counts_its_own_pages():
    sheet = printed(samples.with_appendices)
    firsts = [line.page for line in sheet.having(lambda text: text.startswith("Phụ lục I"))]
    shown = _numbers(sheet, "ND30_2020")
    counted = [shown[page] for page in range(1, len(sheet.sizes) + 1)]
    expected: list[list[str]] = []
    for page in range(1, len(sheet.sizes) + 1):
        start = max(first for first in [1, *firsts] if first <= page)
        expected.append([str(page - start + 1)] if page > start else [])
    assert counted == expected


def test_t06_an_attached_plan_counts_its_own_pages():
    assert _numbers(printed(samples.decision_attached), "ND30_2020") == {1: [], 2: [], 3: ["2"]}


# --- the running text


def _paragraph(sheet):
    """The lines of the first numbered paragraph of the sample."""
    first = next(index for index, line in enumerate(sheet.lines) if line.text.startswith("a) "))
    last = next(index for index, line in enumerate(sheet.lines) if line.text.startswith("b) "))
    return sheet.lines[first:last], sheet.lines[last]


def test_t07a_the_commonest_size_of_the_body_is_13_or_14(case):
    _, _, sheet = case
    sizes = Counter(size for line in sheet.lines for size in line.sizes for _ in line.text)
    assert sizes.most_common(1)[0][0] in (13, 14)


def test_t07a_every_paragraph_of_the_body_has_one_size():
    paragraph, _ = _paragraph(printed(samples.plan))
    assert {size for line in paragraph for size in line.sizes} == {14}


def test_t07b_first_lines_are_indented_by_a_centimetre():
    (first, *rest), _ = _paragraph(printed(samples.plan))
    assert {round(first.x0 - line.x0, 1) for line in rest} == {28.3}


def test_t07c_paragraphs_stand_six_points_apart():
    paragraph, following = _paragraph(printed(samples.plan))
    leading = paragraph[1].baseline - paragraph[0].baseline
    assert following.baseline - paragraph[-1].baseline - leading == pytest.approx(6, abs=0.5)


def test_t07d_line_spacing_lies_between_single_and_one_and_a_half():
    paragraph, _ = _paragraph(printed(samples.plan))
    spacings = {round((b.baseline - a.baseline) / 14, 2) for a, b in itertools.pairwise(paragraph)}
    assert all(1.10 <= spacing <= 1.73 for spacing in spacings)
    assert len(spacings) == 1


def test_t07e_lines_are_justified():
    paragraph, _ = _paragraph(printed(samples.plan))
    assert [line.x1 for line in paragraph[:-1]] == pytest.approx([RIGHT] * (len(paragraph) - 1), abs=1)
