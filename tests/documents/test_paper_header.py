"""Header and title: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.1-II.5; tests T-10…T-32 of the format sheet."""

import pytest

from cchc_portal.documents import paper
from cchc_portal.vietnam import symbols
from tests.documents import samples
from tests.documents.measured import LEFT, MM, RIGHT, measure, printed

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
CENTRE = (LEFT + RIGHT) / 2


def _names(snapshot):
    return snapshot["agency"]["superior"], snapshot["agency"]["header"]


def test_t10_the_national_name_stands_on_one_line_top_right(case):
    _, _, sheet = case
    line = sheet.line(NATIONAL, page=1)
    assert (line.face, line.size in (12, 13), line.centre > CENTRE) == ("Van-ban-Bold", True, True)
    assert line.baseline == min(other.baseline for other in sheet.body(1))


def test_t11_the_motto_stands_centred_below_it(case):
    _, _, sheet = case
    name, motto = sheet.line(NATIONAL, page=1), sheet.line(MOTTO, page=1)
    assert (motto.face, motto.size) == ("Van-ban-Bold", name.size + 1)
    assert motto.centre == pytest.approx(name.centre, abs=1)


def test_t12_a_line_as_long_as_the_motto_runs_below_it(case):
    _, _, sheet = case
    motto = sheet.line(MOTTO, page=1)
    rule = sheet.rule_below(motto)
    assert rule.length == pytest.approx(motto.x1 - motto.x0, abs=MM)
    assert rule.centre == pytest.approx(motto.centre, abs=MM)
    assert 1 <= rule.y - motto.baseline <= 6 + 0.25 * motto.size


def test_t13_the_superior_is_not_bold(case):
    snapshot, _, sheet = case
    superior, _ = _names(snapshot)
    faces = [(sheet.line(name, page=1).face, sheet.line(name, page=1).size in (12, 13)) for name in superior]
    assert faces == [("Van-ban", True)] * len(superior)


def test_t14_the_issuer_is_bold_with_a_line_of_a_third_to_a_half_below(case):
    snapshot, _, sheet = case
    _, issuer = _names(snapshot)
    lines = [sheet.line(name, page=1) for name in issuer]
    assert [(line.face, line.size in (12, 13)) for line in lines] == [("Van-ban-Bold", True)] * len(issuer)
    rule, longest = sheet.rule_below(lines[-1]), max(line.x1 - line.x0 for line in lines)
    assert 0.33 <= rule.length / longest <= 0.5
    assert rule.centre == pytest.approx(lines[-1].centre, abs=MM)


def test_t15_t31_the_number_is_of_13_points_and_in_form(case):
    snapshot, _, sheet = case
    (line,) = [line for line in sheet.having(lambda text: text.startswith("Số:")) if line.page == 1]
    kind = "KH" if snapshot["form"] == "plan" else "QĐ"
    assert line.text == symbols.number_line(snapshot["number"], kind, snapshot["agency"]["symbol"])
    assert (line.size, line.face) == (13, "Van-ban")


def test_t15_a_draft_leaves_room_for_the_number():
    (line,) = printed(samples.draft).having(lambda text: text.startswith("Số:"))
    assert symbols.DRAFT_NUMBER.match(line.text)


def test_t16_place_and_date_are_italic_level_with_the_number_and_below_the_motto(case):
    snapshot, _, sheet = case
    (line,) = list(sheet.having(lambda text: text.startswith(f"{snapshot['agency']['place']}, ngày")))
    (number,) = [line for line in sheet.having(lambda text: text.startswith("Số:")) if line.page == 1]
    assert (line.face, line.size in (13, 14)) == ("Van-ban-Italic", True)
    assert line.baseline == pytest.approx(number.baseline, abs=3)
    assert line.centre == pytest.approx(sheet.line(NATIONAL, page=1).centre, abs=3 * MM)
    assert bool(symbols.PLACE_DATE.match(line.text)) == bool(snapshot["issued_on"])


def test_t31_a_paper_without_a_day_leaves_room_for_day_and_month():
    sheet = printed(samples.draft)
    assert sheet.having(lambda text: text == "Đồng Nai, ngày      tháng      năm 2027") != []


@pytest.mark.parametrize("mark", ["draft", "to-sign"])
def test_t31_drafts_and_sheets_for_signing_leave_room_for_the_year_too(mark):
    sheet = printed(samples.draft, marks=frozenset({mark}))
    (line,) = sheet.having(lambda text: text.startswith("Đồng Nai, ngày"))
    assert line.text.rstrip() == "Đồng Nai, ngày      tháng      năm 20"
    assert line.centre == pytest.approx(sheet.line(NATIONAL, page=1).centre, abs=3 * MM)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2027-01-05", "Đồng Nai, ngày 05 tháng 01 năm 2027"),
        ("2027-03-31", "Đồng Nai, ngày 31 tháng 3 năm 2027"),
        ("2026-12-09", "Đồng Nai, ngày 09 tháng 12 năm 2026"),
    ],
)
def test_t16_only_days_below_ten_and_the_first_two_months_take_a_zero(day, written):
    assert paper.view(samples.plan(issued_on=day)).parts[0].header.place_date == written


def test_t16_number_and_date_stay_level_when_the_name_takes_many_lines():
    agency = {
        **samples.plan()["agency"],
        "header": ["BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "CÁC CÔNG TRÌNH GIAO THÔNG"],
    }
    sheet = measure(paper.pdf(samples.plan(agency=agency)))
    (number,) = sheet.having(lambda text: text.startswith("Số:"))
    (date,) = sheet.having(lambda text: ", ngày 05" in text and text.startswith("Đồng Nai"))
    assert number.baseline == date.baseline


def test_t17_the_type_is_bold_and_centred(case):
    snapshot, _, sheet = case
    line = sheet.line("KẾ HOẠCH" if snapshot["form"] == "plan" else "QUYẾT ĐỊNH", page=1)
    assert (line.face, line.size in (13, 14)) == ("Van-ban-Bold", True)
    assert line.centre == pytest.approx(CENTRE, abs=2 * MM)


def _subject(snapshot, sheet):
    whole = snapshot["subject"] if snapshot["form"] == "plan" else snapshot["decision"]["subject"]
    title = sheet.line("KẾ HOẠCH" if snapshot["form"] == "plan" else "QUYẾT ĐỊNH", page=1)
    place = sheet.lines.index(title) + 1
    lines = [sheet.lines[place]]
    while " ".join(line.text for line in lines) != whole and len(lines) < 5:
        lines.append(sheet.lines[place + len(lines)])
    assert " ".join(line.text for line in lines) == whole
    return lines


def test_t18_the_subject_is_bold_upright_and_without_a_full_stop(case):
    snapshot, _, sheet = case
    lines = _subject(snapshot, sheet)
    assert [(line.face, line.size) for line in lines] == [("Van-ban-Bold", 14)] * len(lines)
    assert [line.centre for line in lines] == pytest.approx([CENTRE] * len(lines), abs=2 * MM)
    assert not lines[-1].text.endswith(".")


def test_t19_a_line_of_a_third_to_a_half_runs_below_the_subject(case):
    snapshot, _, sheet = case
    lines = _subject(snapshot, sheet)
    rule = sheet.rule_below(lines[-1])
    assert 0.33 <= rule.length / max(line.x1 - line.x0 for line in lines) <= 0.5
    assert rule.centre == pytest.approx(CENTRE, abs=MM)


def test_t23_a_plan_has_no_addressee(case):
    _, _, sheet = case
    assert sheet.having(lambda text: "Kính gửi" in text) == []


def test_t30_a_committee_is_named_in_full():
    sheet = printed(samples.of_a_committee)
    assert [line.text for line in sheet.lines[:3] if line.x0 < CENTRE - 100] == [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ HỒ CHÍ MINH",
    ]


def test_t92_an_issued_paper_knows_no_draft_mark_and_no_address(case):
    _, _, sheet = case
    assert sheet.having(lambda text: "DỰ THẢO" in text or "http" in text) == []


def test_t92_a_draft_print_says_so_in_a_box_above_the_text():
    sheet = printed(samples.draft, marks=frozenset({"draft"}))
    (mark,) = sheet.having(lambda text: text == "DỰ THẢO")
    assert (mark.page, mark.face, mark.baseline < 20 * MM, mark.x1 > RIGHT - 10) == (
        1,
        "Van-ban-Bold",
        True,
        True,
    )
