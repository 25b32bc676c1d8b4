"""Recipients and signatures: Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, phần I, mục II.7, II.9; tests T-20…T-25, T-50, T-51."""

import pytest

from cchc_portal.documents import paper
from cchc_portal.vietnam import symbols
from tests.documents import samples
from tests.documents.measured import LEFT, MM, RIGHT, measure, printed

CENTRE, PAGE_CENTRE = (LEFT + RIGHT) / 2, 105 * MM
FORMS = {
    "người đứng đầu": ([], "GIÁM ĐỐC"),
    "KT.": (["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
    "TM.": (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
    "TM. KT.": (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
    "TL.": (["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG"),
    "TL. KT.": (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG"),
    "TUQ.": (["TUQ. GIÁM ĐỐC"], "TRƯỞNG PHÒNG NỘI VỤ"),
    "Q.": ([], "Q. GIÁM ĐỐC"),
}


def _signatures(snapshot, sheet):
    for one in snapshot["signatures"]:
        yield [sheet.line(text) for text in [*one["authority"], one["title"]]], one["name"]


def test_t20_authority_and_title_are_bold_capitals_on_the_right(case):
    snapshot, _, sheet = case
    lines = [line for lines, _ in _signatures(snapshot, sheet) for line in lines]
    looks = [
        (line.face, line.size in (13, 14), line.text == line.text.upper(), line.centre > PAGE_CENTRE)
        for line in lines
    ]
    assert looks == [("Van-ban-Bold", True, True, True)] * len(lines)


def test_t21_t22_the_name_is_bold_below_with_room_for_the_signature(case):
    snapshot, _, sheet = case
    for lines, name in _signatures(snapshot, sheet):
        if name is None:
            continue
        signer = sheet.line(name)
        assert (signer.face, signer.size in (13, 14)) == ("Van-ban-Bold", True)
        assert signer.centre == pytest.approx(lines[-1].centre, abs=2)
        tallest = max(line.baseline for lines, _ in _signatures(snapshot, sheet) for line in lines)
        assert 20 * MM <= signer.baseline - tallest <= 40 * MM


def test_t24_recipients_stand_level_with_the_first_line_of_the_signature(case):
    snapshot, _, sheet = case
    label = sheet.line("Nơi nhận:")
    assert (label.face, label.size, label.x0) == ("Van-ban-Bold-Italic", 12, pytest.approx(LEFT, abs=1))
    for lines, _ in _signatures(snapshot, sheet):
        assert lines[0].baseline == pytest.approx(label.baseline, abs=4)


def _recipients(sheet):
    start = sheet.line("Nơi nhận:")
    return [
        line
        for line in sheet.lines
        if line.page == start.page
        and line.baseline > start.baseline
        and line.size == 11
        and line.x0 < CENTRE - 20
    ]


def test_t25_each_recipient_ends_with_a_semicolon_and_the_archive_line_is_last(case):
    snapshot, _, sheet = case
    lines = _recipients(sheet)
    text = " ".join(line.text for line in lines)
    expected = [f"- {name};" for name in snapshot["recipients"]] + [
        f"- Lưu: {', '.join(snapshot['archive'])}."
    ]
    assert text == " ".join(expected)
    assert {line.face for line in lines} == {"Van-ban"}
    assert symbols.ARCHIVE_LINE.match(expected[-1])


@pytest.mark.parametrize("form", FORMS)
def test_t50_every_form_of_authority_prints_its_lines_in_order(form):
    authority, title = FORMS[form]
    signature = {"authority": authority, "title": title, "name": "Họ Và Tên"}
    sheet = measure(paper.pdf(samples.plan(sections=[], signatures=[signature])))
    lines = [sheet.line(text) for text in [*authority, title, "Họ Và Tên"]]
    assert [line.baseline for line in lines] == sorted({line.baseline for line in lines})
    assert [line.centre for line in lines] == pytest.approx([lines[0].centre] * len(lines), abs=1)


def test_two_signatures_stand_side_by_side_with_their_names_level():
    sheet = printed(samples.joint)
    first, second = sheet.line("Người Ký Một"), sheet.line("Người Ký Hai")
    assert (first.baseline, first.x1 < second.x0) == (second.baseline, True)


@pytest.mark.parametrize("lines", range(16, 30))
def test_t51_the_ending_stays_whole_with_two_lines_of_text_above_it(lines):
    sheet = printed(samples.ending_after, lines)
    label, title, name = sheet.line("Nơi nhận:"), sheet.line("PHÓ GIÁM ĐỐC"), sheet.line("Họ Và Tên")
    above = [line for line in sheet.body(label.page) if line.baseline < label.baseline - 1]
    assert {label.page, title.page, name.page} == {len(sheet.sizes)}
    assert len(above) >= 2


@pytest.mark.parametrize("rows", range(8, 14))
def test_t51_two_lines_stand_above_the_ending_where_a_table_comes_last(rows):
    table = {
        "head": [["TT", "Nội dung"]],
        "rows": [[str(n), samples.SENTENCE] for n in range(rows)],
        "widths": [10, 90],
    }
    sheet = measure(
        paper.pdf(
            samples.plan(bases=[], sections=[{"heading": "Một", "blocks": [{"table": table}]}], closing="")
        )
    )
    label = sheet.line("Nơi nhận:")
    above = [line for line in sheet.body(label.page) if line.baseline < label.baseline - 1]
    assert (sheet.line("Họ Và Tên").page, len(above) >= 2, above[-1].text) == (label.page, True, "./.")
