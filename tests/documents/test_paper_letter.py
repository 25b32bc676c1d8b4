"""Letters and reports: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3, II.5, II.9.a; Phụ lục III, mẫu 1.4, 1.5 (boxes 5a, 5b, 9a)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from cchc_portal.documents import paper, snapshots
from cchc_portal.documents.paper.view import view
from tests.documents import samples
from tests.documents import samples_of_letters as letters
from tests.documents.measured import LEFT, MM, RIGHT, Sheet, TextLine, measure, printed

CENTRE = (LEFT + RIGHT) / 2
LETTERS = [letters.letter, letters.letter_to_many, letters.letter_of_2019]
REPORTS = [letters.report, letters.report_to_one, letters.report_of_2019]
TO_ONE = [(letters.letter, "Sở Tài chính"), (letters.report_to_one, "Ủy ban nhân dân thành phố Đồng Nai")]
TO_MANY = [letters.letter_to_many, letters.letter_of_2019, letters.report_of_2019]
Make = Callable[[], dict[str, Any]]


def _number(sheet: Sheet) -> TextLine:
    (line,) = sheet.having(lambda text: text.startswith("Số:"))
    return line


def _about(sheet: Sheet) -> list[TextLine]:
    first = next(line for line in sheet.lines if line.text.startswith("V/v "))
    place = sheet.lines.index(first)
    return [first, sheet.lines[place + 1]]


@pytest.mark.parametrize("make", LETTERS)
def test_the_symbol_of_a_letter_has_no_type_but_the_unit_that_drafted_it(make: Make) -> None:
    line = _number(printed(make))
    assert (line.text, line.size, line.face) == ("Số: 07/SNV-CCHC", 13, "Van-ban")


def test_a_letter_of_an_agency_without_units_names_the_agency_alone() -> None:
    assert paper.view(letters.letter(unit="")).parts[0].header.number == "Số: 07/SNV"


def test_a_draft_of_a_letter_leaves_room_for_its_number() -> None:
    assert _number(printed(letters.letter_draft)).text.replace(" ", "") == "Số:/SNV-CCHC"


@pytest.mark.parametrize("make", REPORTS)
def test_the_symbol_of_a_report_says_its_type(make: Make) -> None:
    assert _number(printed(make)).text == "Số: 07/BC-SNV"


@pytest.mark.parametrize("make", LETTERS)
def test_a_letter_names_no_type(make: Make) -> None:
    assert [line for line in printed(make).lines if line.text in ("CÔNG VĂN", "KẾ HOẠCH", "BÁO CÁO")] == []


@pytest.mark.parametrize("make", LETTERS)
def test_what_a_letter_is_about_stands_upright_centred_six_points_under_its_number(make: Make) -> None:
    sheet = printed(make)
    number, lines = _number(sheet), _about(sheet)
    assert " ".join(line.text for line in lines) == (
        "V/v đôn đốc gửi báo cáo cải cách hành chính quý I năm 2027"
    )
    assert [(line.face, line.size) for line in lines] == [("Van-ban", 13)] * 2
    assert [line.centre for line in lines] == pytest.approx([number.centre] * 2, abs=MM)
    leading = lines[1].baseline - lines[0].baseline
    assert lines[0].baseline - number.baseline - leading == pytest.approx(6, abs=0.5)


@pytest.mark.parametrize("make", LETTERS)
def test_place_and_date_of_a_letter_stay_level_with_its_number(make: Make) -> None:
    sheet = printed(make)
    (date,) = sheet.having(lambda text: text.startswith("Đồng Nai, ngày"))
    assert date.baseline == pytest.approx(_number(sheet).baseline, abs=0.5)


@pytest.mark.parametrize("make", REPORTS)
def test_a_report_names_its_type_over_its_subject(make: Make) -> None:
    sheet = printed(make)
    title = sheet.line("BÁO CÁO", page=1)
    subject = sheet.line("Kết quả tuyên truyền cải cách hành chính quý I năm 2027", page=1)
    assert [(line.face, line.size) for line in (title, subject)] == [("Van-ban-Bold", 14)] * 2
    assert [title.centre, subject.centre] == pytest.approx([CENTRE] * 2, abs=2 * MM)
    rule = sheet.rule_below(subject)
    assert 0.33 <= rule.length / (subject.x1 - subject.x0) <= 0.5


@pytest.mark.parametrize(("form", "year"), [("report", 2027), ("letter", 2026)])
def test_the_year_left_to_be_dated_of_a_report_is_that_in_which_its_period_ends(form: str, year: int) -> None:
    of_december = {"from": "2026-12-15", "to": "2027-03-14"}
    make = {"report": letters.report, "letter": letters.letter}[form]
    head = view(make(issued_on=None, number=None, period=of_december)).parts[0].header
    assert head is not None
    assert " ".join(head.place_date.split()) == f"Đồng Nai, ngày tháng năm {year}"


@pytest.mark.parametrize(("make", "name"), TO_ONE)
def test_one_addressee_stands_on_the_line_of_its_label_in_the_middle(make: Make, name: str) -> None:
    line = printed(make).line(f"Kính gửi: {name}", page=1)
    assert (line.face, line.size) == ("Van-ban", 14)
    assert line.centre == pytest.approx(CENTRE, abs=2 * MM)


@pytest.mark.parametrize("make", TO_MANY)
def test_several_addressees_stand_below_with_dashes_under_the_colon(make: Make) -> None:
    sheet = printed(make)
    label = sheet.line("Kính gửi:", page=1)
    place = sheet.lines.index(label)
    rows = sheet.lines[place + 1 : place + 4]
    assert [row.text for row in rows] == [
        "- Sở Tài chính;", "- Ủy ban nhân dân xã Long Thành;", "- Ban Quản lý các Khu công nghiệp."
    ]  # fmt: skip
    assert [(row.face, row.size) for row in (label, *rows)] == [("Van-ban", 14)] * 4
    colon = label.x1 - 14 * 0.278
    assert [row.x0 for row in rows] == pytest.approx([colon] * 3, abs=1.5)
    assert (label.x0 + max(row.x1 for row in rows)) / 2 == pytest.approx(CENTRE, abs=2 * MM)


def test_an_addressee_too_long_for_its_line_goes_on_under_its_own_words() -> None:
    name = "Trung tâm Phục vụ hành chính công và Hỗ trợ tổ chức, công dân, doanh nghiệp thành phố Đồng Nai"
    sheet = measure(paper.pdf(letters.letter(addressees=[name, "Sở Tài chính"])))
    first = next(line for line in sheet.lines if line.text.startswith("- Trung tâm"))
    following = sheet.lines[sheet.lines.index(first) + 1]
    assert following.x0 == pytest.approx(first.x0 + 14 * 0.583, abs=1)
    assert max(line.x1 for line in sheet.lines) <= RIGHT + 1


@pytest.mark.parametrize("make", LETTERS)
def test_the_text_of_a_letter_is_numbered_from_one_and_ends_with_the_mark(make: Make) -> None:
    sheet = printed(make)
    marks = [line.text[:3] for line in sheet.lines if line.text[:3] in ("1. ", "2. ", "I. ", "II.")]
    assert marks == ["1. ", "2. "]
    assert sheet.having(lambda text: text.endswith("./."))[0].text.endswith("quan tâm thực hiện./.")


def test_a_letter_with_headings_numbers_them_from_one_in_small_letters() -> None:
    section = {"heading": "Về báo cáo quý", "blocks": [{"numbered": ["Gửi đúng hạn", "Gửi đúng mẫu"]}]}
    sheet = measure(paper.pdf(letters.letter(sections=[section, {**section, "heading": "Về kế hoạch năm"}])))
    heads = [line for line in sheet.lines if line.face == "Van-ban-Bold" and line.text[:1].isdigit()]
    assert [line.text for line in heads] == ["1. Về báo cáo quý", "2. Về kế hoạch năm"]
    assert [line.text for line in sheet.lines if line.text[1:2] == ")"] == [
        "a) Gửi đúng hạn.", "b) Gửi đúng mẫu.", "a) Gửi đúng hạn.", "b) Gửi đúng mẫu."
    ]  # fmt: skip


def test_the_recipients_of_a_letter_begin_with_those_above() -> None:
    sheet = printed(letters.letter)
    place = sheet.lines.index(sheet.line("Nơi nhận:", page=1))
    below = [line.text for line in sheet.lines[place + 1 :] if line.size == 11]
    assert below == ["- Như trên;", "- UBND thành phố (để b/c);", "- Lưu: VT, CCHC."]


@pytest.mark.parametrize("make", [*LETTERS, *REPORTS])
def test_one_face_alone_and_nothing_of_the_portal(make: Make) -> None:
    sheet = printed(make)
    assert {name.split("-Bold")[0].split("-Italic")[0] for name in sheet.fonts} == {"Van-ban"}
    assert sheet.having(lambda text: "DỰ THẢO" in text or "http" in text) == []


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (letters.letter_to_many, ["Số: 07/SNV-CCHC", "Kính gửi:", "- Sở Tài chính;", "- Như trên;"]),
        (letters.report_to_one, ["Số: 07/BC-SNV", "BÁO CÁO", "Kính gửi: Ủy ban nhân dân thành phố Đồng Nai"]),
    ],
)
def test_the_word_copy_says_the_same(make: Make, said: list[str]) -> None:
    document = Document(BytesIO(paper.docx(make())))
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]
    assert [text for text in texts if text in said] == said
    assert [text for text in texts if text == "KẾ HOẠCH"] == []


@pytest.mark.parametrize("make", [*LETTERS, letters.letter_draft, *REPORTS])
def test_a_file_of_a_letter_or_report_reads_back_as_it_was(make: Make) -> None:
    text = snapshots.dump(make())
    assert snapshots.dump(snapshots.read(text, name="x.yaml")) == text
    assert snapshots.read(text, name="x.yaml") == make()


def test_the_file_of_a_plan_does_not_know_the_keys_of_a_letter() -> None:
    assert {"addressees", "unit"} & samples.plan().keys() == set()
    assert "unit" not in letters.report()


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        (
            {**samples.plan(), "addressees": ["Sở Tài chính"]},
            "addressees",
            "Kế hoạch không có phần “Kính gửi”; ghi ở nơi nhận (recipients).",
        ),
        ({**letters.report(), "unit": "CCHC"}, "unit", "Số, ký hiệu của báo cáo không ghi đơn vị soạn thảo."),
        (
            {**letters.letter(), "unit": "CC HC"},
            "unit",
            "Ký hiệu đơn vị soạn thảo không chứa dấu cách và dấu gạch chéo, ví dụ: CCHC.",
        ),
        (
            {**letters.letter(), "decision": samples.decision_attached()["decision"]},
            "decision",
            "Công văn (form: letter) không có phần quyết định.",
        ),
        (
            {**letters.report(), "sections": [{"heading": "", "blocks": ["Một đoạn"]}]},
            "sections[1].heading",
            "Tên mục không được để trống.",
        ),
    ],
)
def test_what_belongs_to_another_form_is_refused(data: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(snapshots.SnapshotErrors) as refused:
        snapshots.normalise(data)
    assert [(error.field, error.message) for error in refused.value.errors] == [(field, message)]
