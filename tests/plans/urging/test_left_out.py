"""Whom one press of the first screen does not urge: the message names each, with the reason."""

from datetime import UTC, date, datetime, time

from cchc_portal.calendars.models import Obligation
from plans.actions import urging
from plans.records import to_snapshot
from tests.plans.asking import as_, text_of
from tests.plans.urging.test_urging import letters
from tests.plans.urging.urged_rows import TODAY, Late, a_late_year, owes
from tests.world import World, an_agency

OFFICE = "/dong-nai/so-noi-vu/"
DESK = f"{OFFICE}theo-doi/"
PRESS = f"{OFFICE}don-doc/thong-bao/"
EMPTY = "Phường Mới (chưa có người giữ vị trí soạn thảo, lãnh đạo)"
URGED = "Sở Tài chính (đã được đôn đốc hôm nay)"


def with_all_kinds(late: Late) -> None:
    """One urged, one where nobody is, the office itself; the fourth is to be urged."""
    empty = an_agency(late.world.province, "phuong-moi", "Phường Mới", "PM")
    for agency in (empty, late.home):
        owes(agency, "report_q1", date(2027, 3, 22))
    key = f"{late.report.pk}-0"
    urging.remind([key], by=late.world.reviewer, home=late.home)


def test_the_first_screen_counts_what_is_late_and_of_how_many(settled: World) -> None:
    with a_late_year(settled) as late:
        with_all_kinds(late)
        page = text_of(as_(settled.reviewer).get(DESK))
        assert [page.count("việc của 4 cơ quan)"), page.count("Đôn đốc các cơ quan quá hạn")] == [1, 1]


def test_of_the_office_itself_there_is_nobody_to_urge(settled: World) -> None:
    with a_late_year(settled) as late:
        Obligation.objects.all().delete()
        owes(late.home, "report_q1", date(2027, 3, 22))
        page = text_of(as_(settled.reviewer).get(DESK))
        assert [page.count("(1 việc của 1 cơ quan)"), page.count("Đôn đốc các cơ quan quá hạn")] == [1, 0]


def test_the_message_names_those_left_out(settled: World) -> None:
    with a_late_year(settled) as late:
        with_all_kinds(late)
        sent = as_(settled.reviewer).post(PRESS, {"tat_ca": "1"}, follow=True)
        done, omitted = (str(told) for told in sent.context["messages"])
        assert done == "Đã gửi thông báo đôn đốc đến 3 người của 1 cơ quan."
        assert {*omitted.removeprefix("Không gửi: ").rstrip(".").split("; ")} == {EMPTY, URGED}


def test_where_nobody_can_be_told_it_says_of_each_why(settled: World) -> None:
    with a_late_year(settled) as late:
        Obligation.objects.all().delete()
        empty = an_agency(late.world.province, "phuong-moi", "Phường Mới", "PM")
        owes(empty, "report_q1", date(2027, 3, 22))
        page = as_(settled.reviewer).post(PRESS, {"tat_ca": "1"})
        assert page.context["refused"] == f"Chưa gửi được thông báo đến cơ quan nào: {EMPTY}."
        assert [(row.agency, ticked) for row, ticked in page.context["rows"]] == [(empty, True)]


def test_the_letters_list_has_words_where_no_working_day_has_passed(settled: World) -> None:
    with a_late_year(settled) as late:
        Obligation.objects.filter(pk=late.plan.pk).update(returned_at=datetime.combine(TODAY, time(9), UTC))
        (appendix,) = to_snapshot(letters(late)[0])["appendices"]
        (table,) = (block["table"] for block in appendix["blocks"])
        assert [row[-1] for row in table["rows"]] == ["2", "Mới trả lại"]
