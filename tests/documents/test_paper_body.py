"""Legal bases, numbering, end mark: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6; tests T-40…T-47 of the format sheet."""

import pytest

from cchc_portal.documents import paper
from cchc_portal.vietnam import numbering, symbols
from tests.documents import samples
from tests.documents.measured import measure, printed


def _between(sheet, start, end):
    """The lines after one and before another."""
    first = next(index for index, line in enumerate(sheet.lines) if line.text.startswith(start))
    last = next(index for index, line in enumerate(sheet.lines) if line.text.startswith(end))
    return sheet.lines[first + 1 : last]


@pytest.mark.parametrize(
    ("make", "face", "end"),
    [(samples.plan, "Van-ban-Italic", "."), (samples.of_2019, "Van-ban", ",")],
    ids=["ND30_2020", "TT01_2011"],
)
def test_t40_bases_end_with_semicolons_and_the_last_as_its_rules_say(make, face, end):
    bases = _between(printed(make), samples.SUBJECT, "Sở Nội vụ xây dựng")
    assert {line.face for line in bases} == {face}
    expected = "; ".join(make()["bases"]) + end
    assert " ".join(line.text for line in bases) == expected


def test_t40_the_opening_sentence_is_upright_and_ends_with_a_colon():
    sheet = printed(samples.plan)
    opening = _between(sheet, "Theo đề nghị", "I. ")
    assert ({line.face for line in opening}, opening[-1].text) == ({"Van-ban"}, "dung như sau:")


def _roman_headings(sheet):
    return [
        line
        for line in sheet.lines
        if symbols.SECTION_HEADING.match(line.text) and line.faces == {"Van-ban-Bold"}
    ]


def _top_sections(snapshot):
    return [section["heading"].upper() for section in snapshot["sections"]]


def test_t43_t44_sections_are_bold_capitals_counted_in_roman(case):
    snapshot, _, sheet = case
    expected = [f"{numbering.roman(n)}. {title}" for n, title in enumerate(_top_sections(snapshot), 1)]
    assert [line.text for line in _roman_headings(sheet)] == expected


def test_t43_titled_clauses_are_bold_and_untitled_ones_are_not():
    sheet = printed(samples.plan)
    faces = {line.text: line.face for line in sheet.lines if line.text in ("1. Mục đích", "2. Yêu cầu")}
    assert faces == {"1. Mục đích": "Van-ban-Bold", "2. Yêu cầu": "Van-ban-Bold"}
    assert {line.face for line in sheet.having(lambda text: text.startswith(("a) ", "1. Các")))} == {
        "Van-ban"
    }


def test_t44_paragraphs_of_a_section_without_clauses_count_in_arabic():
    body = samples.plan(
        sections=[
            {"heading": "Nội dung", "blocks": [{"numbered": ["Một", "Hai"]}, "Ba", {"numbered": ["Bốn"]}]}
        ]
    )
    lines = paper.view(body).parts[0].body
    assert [line.mark for line in lines if line.kind == "item1"] == ["1.", "2.", "3."]


def test_t45_points_take_the_letters_of_the_alphabet_with_d_and_without_f():
    body = samples.plan(
        sections=[
            {"heading": "Nội dung", "sections": [{"heading": "Mục", "blocks": [{"numbered": ["x"] * 23}]}]}
        ]
    )
    marks = [line.mark for line in paper.view(body).parts[0].body if line.kind == "item2"]
    assert " ".join(marks) == "a) b) c) d) đ) e) g) h) i) k) l) m) n) o) p) q) r) s) t) u) v) x) y)"


def test_dashes_hold_pluses():
    lines = [line.text for line in printed(samples.plan).lines]
    start = lines.index("- Mỗi quý có ít nhất:")
    assert lines[start + 1 : start + 2] in (["+ Ba tin;"], ["2"])
    assert [text for text in lines if text.startswith("+")] == ["+ Ba tin;", "+ Một bài."]


def test_bold_and_italic_are_the_only_marks_and_a_note_stands_below_its_paragraph():
    sheet = printed(samples.plan)
    (line,) = sheet.having(lambda text: text.startswith("Nội dung trọng tâm và thời sự"))
    assert line.faces == {"Van-ban", "Van-ban-Bold", "Van-ban-Italic"}
    (note,) = sheet.having(lambda text: "Theo hướng dẫn hằng năm" in text)
    assert (note.page, 11 in note.sizes, 0 < note.baseline - line.baseline < 30) == (line.page, True, True)


def test_t46_a_heading_is_never_the_last_line_of_a_page():
    last = []
    for lines in range(20, 42):
        sheet = measure(
            paper.pdf(
                samples.plan(
                    bases=[],
                    sections=[
                        {"heading": "Một", "blocks": ["Một dòng ngắn"] * lines},
                        {"heading": "Hai", "sections": [{"heading": "Ba", "blocks": ["Dòng sau tiêu đề"]}]},
                    ],
                )
            )
        )
        last.append(sheet.body(1)[-1].text)
    assert {text for text in last if text in ("II. HAI", "1. Ba", "I. MỘT")} == set()
    assert len(set(last)) > 1


def test_t47_the_end_mark_closes_the_last_word(case):
    snapshot, _, sheet = case
    marks = sheet.having(lambda text: "./." in text)
    documents = 1 + len(snapshot["appendices"]) + (snapshot["form"] == "decision_attached")
    assert len(marks) == documents
    assert [line.text for line in marks if line.text.count("./.") != 1 or not line.text.endswith("./.")] == []


def test_t47_a_typed_full_stop_or_end_mark_is_not_doubled():
    for typed in ("Trên đây là Kế hoạch", "Trên đây là Kế hoạch.", "Trên đây là Kế hoạch./."):
        assert paper.view(samples.plan(closing=typed)).parts[0].body[-1].text == "Trên đây là Kế hoạch./."


# --- decisions


def test_a_decision_names_its_articles_in_bold_and_carries_the_sections_in_the_first():
    sheet = printed(samples.decision_inline)
    order = [
        line.text.split(".")[0]
        for line in sheet.lines
        if line.text.startswith(("Điều ", "I. ", "II. ", "III. ", "QUYẾT ĐỊNH:"))
    ]
    assert order == ["QUYẾT ĐỊNH:", "Điều 1", "I", "II", "III", "Điều 2", "Điều 3"]
    assert {line.faces for line in sheet.having(lambda text: text.startswith("Điều "))} == {
        frozenset({"Van-ban", "Van-ban-Bold"})
    }


def test_an_attached_plan_has_its_own_header_and_says_what_it_belongs_to():
    sheet = printed(samples.decision_attached)
    page = [line.text for line in sheet.body(2)]
    title = page.index("KẾ HOẠCH")
    assert page[:title] == [
        "UBND THÀNH PHỐ ĐỒNG NAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"
    ]  # fmt: skip
    assert page[title + 1] == samples.SUBJECT
    assert " ".join(page[title + 2 : title + 4]) == (
        "(Kèm theo Quyết định số 07/QĐ-SNV ngày 05 tháng 3 năm 2027 của Sở Nội vụ thành phố Đồng Nai)"
    )
