"""A plan copied to another year: which days move where, which words move, what is reset, what is left to look at."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from cchc_portal.documents import snapshots
from cchc_portal.vietnam.workdays import WorkCalendar
from plans import checks
from plans.beginning import years
from plans.beginning.copying import copy_to_year
from plans.beginning.report import Report, place_name
from plans.beginning.years import Own
from publications.demo.files import FOLDER
from tests.documents import samples

CALENDAR = WorkCalendar(holidays=frozenset({date(2027, 4, 30), date(2027, 9, 2), date(2027, 12, 31)}))
OF_2020 = Own(2020, 2020, 7)
OF_2026 = Own(2026, 2026, 1)


def copied(year: int = 2028, **changes: Any) -> tuple[dict[str, Any], Report]:
    return copy_to_year(samples.plan(**changes), year, calendar=CALENDAR)


def with_times(*times: dict[str, Any]) -> dict[str, Any]:
    rows = [{"content": f"Nội dung {n}", "time": time} for n, time in enumerate(times)]
    table = {"items": {"columns": ["content", "time"], "groups": [{"title": None, "items": rows}]}}
    return samples.plan(
        sections=[{"heading": "Nội dung", "blocks": [table]}],
        period={"from": "2026-01-01", "to": "2026-12-31"},
        issued_on="2026-01-05",
    )


def times_of(snapshot: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    group = snapshot["sections"][0]["blocks"][0]["items"]["groups"][0]
    return [(item["time"]["text"], item["time"]["from"], item["time"]["to"]) for item in group["items"]]


# --- days


@pytest.mark.parametrize(
    ("text", "start", "end", "moved"),
    [
        # whole months, quarters and years stay whole, on days off too
        ("Quý II", "2026-04-01", "2026-06-30", ("Quý II", "2027-04-01", "2027-06-30")),
        ("Thường xuyên", "2026-01-01", "2026-12-31", ("Thường xuyên", "2027-01-01", "2027-12-31")),
        ("Tháng 02", "2026-02-01", "2026-02-28", ("Tháng 02", "2027-02-01", "2027-02-28")),
        # other days go forward to a working day: 15/8/2027 is a Sunday, 02/9/2027 a holiday
        ("Giữa tháng 8", None, "2026-08-15", ("Giữa tháng 8", None, "2027-08-16")),
        ("Trước Quốc khánh", None, "2026-09-02", ("Trước Quốc khánh", None, "2027-09-03")),
        # a day in the words is a term even at a month's end: 31/01/2027 is a Sunday
        ("Trước 31/01/2026", None, "2026-01-31", ("Trước 01/02/2027", None, "2027-02-01")),
        # never out of the year: 31/12/2027 is a day off here
        ("Trước 31/12/2026", None, "2026-12-31", ("Trước 30/12/2027", None, "2027-12-30")),
    ],
)
def test_days_move_by_the_years_and_onto_working_days(
    text: str, start: str | None, end: str | None, moved: tuple[str, str | None, str | None]
) -> None:
    new, _ = copy_to_year(with_times({"text": text, "from": start, "to": end}), 2027, calendar=CALENDAR)
    assert times_of(new) == [moved]


def test_a_month_of_february_ends_where_it_ends() -> None:
    file = with_times({"text": "Tháng 02", "from": "2026-02-01", "to": "2026-02-28"})
    new, _ = copy_to_year(file, 2028, calendar=CALENDAR)
    assert times_of(new) == [("Tháng 02", "2028-02-01", "2028-02-29")]


def test_each_moved_day_is_listed_with_old_and_new_and_where() -> None:
    file = with_times(
        {"text": "Trước 30/6/2026", "to": "2026-06-30"}, {"text": "Quý II", "from": "2026-04-01"}
    )
    new, report = copy_to_year(file, 2027, calendar=CALENDAR)
    assert [(place_name(new, each.place), each.old, each.new) for each in report.moved[-2:]] == [
        ("Mục I, nhóm 1, dòng 1", "Trước 30/6/2026", "Trước 30/6/2027"),
        ("Mục I, nhóm 1, dòng 2", "01/04/2026", "01/04/2027"),
    ]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Trước 30/6/2020", "Trước 30/6/2027"),
        ("Tháng 3/2020", "Tháng 3/2027"),
        ("Từ tháng 3 đến tháng 6 năm 2020", "Từ tháng 3 đến tháng 6 năm 2027"),
        ("Quý II/2020", "Quý II/2027"),
        ("Quý II-IV", "Quý II-IV"),
        ("Năm 2020", "Năm 2027"),
        ("Trước ngày 05 tháng 6 năm 2020", "Trước ngày 07 tháng 6 năm 2027"),
        ("Tháng 12/2019", "Tháng 12/2019"),
        ("Trước 31/02/2020", "Trước 31/02/2020"),
        ("Hằng tháng", "Hằng tháng"),
    ],
)
def test_words_of_time_move_where_they_are_of_the_plans_own_year(text: str, moved: str) -> None:
    assert years.move_time(text, OF_2020, CALENDAR.roll).text == moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Kế hoạch tuyên truyền năm 2020", "Kế hoạch tuyên truyền năm 2027"),
        ("Kế hoạch giai đoạn 2016 - 2020", "Kế hoạch giai đoạn 2016 - 2020"),
        ("Tổng kết năm 2019, triển khai năm 2020", "Tổng kết năm 2019, triển khai năm 2027"),
        ("Theo Kế hoạch số 53/KH-UBND của tỉnh năm 2020", "Theo Kế hoạch số 53/KH-UBND của tỉnh năm 2020"),
        ("từ năm 2020 - 2021", "từ năm 2020 - 2021"),
    ],
)
def test_the_plans_own_name_takes_the_new_year(text: str, moved: str) -> None:
    assert years.move_title(text, OF_2020).text == moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("gửi Sở Nội vụ trước ngày 15/6/2026", "gửi Sở Nội vụ trước ngày 15/6/2027"),
        ("trước ngày 31 tháng 01 năm 2026", "trước ngày 01 tháng 02 năm 2027"),
        ("Kế hoạch số 1/KH-UBND ngày 15/6/2026", "Kế hoạch số 1/KH-UBND ngày 15/6/2026"),
        ("từ ngày 01/7/2025", "từ ngày 01/7/2025"),
    ],
)
def test_terms_in_sentences_move_and_dates_of_documents_stay(text: str, moved: str) -> None:
    assert years.move_terms(text, OF_2026, CALENDAR.roll).text == moved


# --- old words


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kế hoạch CCHC của UBND tỉnh và Ban Quản lý năm 2019", ["năm 2019"]),
        ("Chương trình CCHC giai đoạn 2016 – 2020", ["giai đoạn 2016 – 2020"]),
        ("Chương trình tổng thể giai đoạn 2021 - 2030", []),
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", []),
        ("Luật Tổ chức chính quyền địa phương năm 2015", []),
        ("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", []),
        ("Hoàn thành trong tháng 3/2020", ["tháng 3/2020"]),
        ("Kết quả năm 2020 và năm 2019", ["năm 2020", "năm 2019"]),
        ("Khai trương ngày 15/3/2020", ["ngày 15/3/2020"]),
        ("Theo Quyết định số 9/QĐ-UBND ngày 15/3/2020", []),
        ("Theo Nghị định của Chính phủ ngày 15 tháng 3 năm 2020", []),
        ("Mục tiêu năm 2027", []),
        ("Mục tiêu đến năm 2030", []),
        ("Gọi tổng đài 1022", []),
    ],
)
def test_old_years_are_named_and_documents_are_left_alone(text: str, named: list[str]) -> None:
    assert list(years.old_years(text, OF_2020)) == named


def test_a_cited_plan_of_last_year_is_named() -> None:
    text = "Căn cứ Kế hoạch số 15245/KH-UBND ngày 31/12/2019 và Quyết định số 225/QĐ-TTg ngày 04/02/2016"
    assert list(years.yearly_documents(text)) == ["15245/KH-UBND ngày 31/12/2019"]


def test_the_words_around_an_old_year_are_shown() -> None:
    text = "Tuyên truyền kết quả thực hiện kế hoạch năm 2019 của cơ quan tới toàn thể công chức"
    assert years.excerpt(text, "năm 2019", 20) == "… quả thực hiện kế hoạch năm 2019 của cơ quan tới toàn …"


# --- reset


def test_number_date_rules_and_names_are_reset_and_listed() -> None:
    new, report = copied()
    assert (new["number"], new["issued_on"], new["symbol_as_printed"], new["rules"]) == (None,) * 4
    assert new["signatures"] == [{"authority": ["KT. GIÁM ĐỐC"], "title": "PHÓ GIÁM ĐỐC", "name": None}]
    assert [(each.text, each.old, each.new) for each in report.reset] == [
        ("Số, ký hiệu do văn thư cấp khi ban hành.", "7", ""),
        ("Ngày ban hành để trống.", "05/03/2027", ""),
        ("Trình bày theo quy định về thể thức có hiệu lực vào ngày ban hành kế hoạch mới.", "", ""),
        ("PHÓ GIÁM ĐỐC: chưa ký. Ghi họ tên người ký của năm nay.", "Họ Và Tên", ""),
    ]


def test_the_head_of_the_paper_is_todays() -> None:
    today = {**samples.plan()["agency"], "superior": ["UBND THÀNH PHỐ"], "place": "Biên Hòa"}
    new, report = copy_to_year(samples.plan(), 2028, calendar=CALENDAR, agency=today)
    assert new["agency"] == today
    assert [(each.old, each.new) for each in report.reset[-2:]] == [
        ("UBND THÀNH PHỐ ĐỒNG NAI", "UBND THÀNH PHỐ"),
        ("Đồng Nai", "Biên Hòa"),
    ]


def test_the_plan_that_is_copied_stays_as_it_was() -> None:
    source = samples.plan()
    before = snapshots.canonical_json(source)
    copy_to_year(source, 2028, calendar=CALENDAR)
    assert snapshots.canonical_json(source) == before


def test_a_copy_in_the_same_year_moves_nothing() -> None:
    new, report = copied(2027)
    assert (report.moved, new["subject"], new["period"]) == (
        [],
        samples.SUBJECT,
        samples.plan()["period"],
    )


def test_a_plan_of_several_years_keeps_its_length() -> None:
    new, report = copied(2031, period={"from": "2026-01-01", "to": "2030-12-31"})
    assert new["period"] == {"from": "2031-01-01", "to": "2035-12-31"}
    assert (report.moved[0].old, report.moved[0].new) == ("giai đoạn 2026 - 2030", "giai đoạn 2031 - 2035")


def test_a_copy_is_a_snapshot_like_any_other() -> None:
    for file in (samples.with_appendices(), samples.decision_inline(), samples.joint()):
        new, _ = copy_to_year(file, 2028, calendar=CALENDAR)
        assert snapshots.normalise(new) == new


# --- the demo's own plan of 2020


def test_the_demos_plan_of_2020_copied_to_2027_names_what_is_old() -> None:
    text = (FOLDER / "plans" / "dong-nai-06-2020.yaml").read_text(encoding="utf-8")
    new, report = copy_to_year(snapshots.read(text, name="06"), 2027, calendar=CALENDAR)
    assert new["subject"].endswith("năm 2027")
    assert [(place_name(new, each.place), each.old) for each in report.look] == [
        ("Văn bản cấp trên 1", "15245/KH-UBND"),
        ("Đoạn mở đầu", "15245/KH-UBND ngày 31/12/2019"),
        ("Đoạn mở đầu", "năm 2020"),
        ("Mục III, nhóm 1, dòng 3", "giai đoạn 2016 – 2020"),
        ("Mục III, nhóm 1, dòng 6", "giai đoạn 2016 – 2020"),
        ("Mục III, nhóm 1, dòng 9", "năm 2019"),
        ("Mục IV, khoản 4", "năm 2020"),
    ]


def test_a_place_is_not_told_twice_of_the_same_year() -> None:
    source = snapshots.read_bytes((FOLDER / "plans" / "dong-nai-06-2020.yaml").read_bytes(), name="06")
    judged = partial(checks.findings, on=date(2026, 11, 20))
    _, report = copy_to_year(source, 2027, calendar=CALENDAR, checks=judged)
    of_years = [each.place for each in report.look if "năm 2019" in each.text or "2016 – 2020" in each.text]
    assert len(of_years) == len(set(of_years)) == 3


def test_a_copy_for_a_city_names_every_province_that_is_left() -> None:
    today = {**samples.plan()["agency"], "superior": ["UBND THÀNH PHỐ ĐỒNG NAI"]}
    source = samples.plan(closing="Các phòng báo cáo UBND tỉnh kết quả thực hiện")
    judged = partial(checks.findings, on=date(2026, 11, 20))
    _, report = copy_to_year(source, 2027, calendar=CALENDAR, agency=today, checks=judged)
    assert [each.text for each in report.look if each.place == ("closing",)] == [
        (
            "“UBND tỉnh” không khớp tên cơ quan ở đầu văn bản “UBND THÀNH PHỐ ĐỒNG NAI”: "
            "Đồng Nai là thành phố từ ngày 30/04/2026. Đề nghị kiểm tra."
        )
    ]
