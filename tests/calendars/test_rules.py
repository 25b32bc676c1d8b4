"""A province's rules of a year: what they make, what they refuse, what happens when they move or are withdrawn."""

import re
from datetime import date
from typing import Any

import pytest

from cchc_portal.agencies.models import Agency, AgencyProfile, HistoryEvent
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Notice, Obligation, Reminder
from tests.calendars.rule_rows import NO_DATA, Q1, TODAY, drafted, in_force, owed
from tests.world import World, an_agency, entered


def test_the_usual_rules_ask_agencies_three_working_days_before_the_province(empty: World) -> None:
    with entered(empty.province):
        made = {}
        for year in (2026, 2027):
            rules = actions.draft_usual_rules(empty.province, year, offset=3, by=empty.province_admin)
            made[year] = [(rule.kind, rule.due_day.isoformat(), *rule.levels) for rule in rules]
    assert made == {
        2026: [
            ("plan", "2026-01-31", "so", "xa"),
            ("report_q1", "2026-03-17", "so", "xa"),
            ("report_h1", "2026-06-17", "so", "xa"),
            ("report_q3", "2026-09-16", "so", "xa"),
            ("report_year", "2026-12-16", "so", "xa"),
        ],
        2027: [
            ("plan", "2027-01-31", "so", "xa"),
            ("report_q1", "2027-03-17", "so", "xa"),
            ("report_h1", "2027-06-16", "so", "xa"),
            ("report_q3", "2027-09-15", "so", "xa"),
            ("report_year", "2027-12-15", "so", "xa"),
        ],
    }


def test_no_usual_rule_ends_before_its_data(empty: World) -> None:
    """Each day and its source; nobody can send a report before its data are whole."""
    with entered(empty.province):
        rules = actions.draft_usual_rules(empty.province, 2027, offset=5, by=empty.province_admin)
        made = [(rule.kind, rule.due_day.isoformat(), rule.source.partition("; ")[2]) for rule in rules]
    assert made == [
        ("plan", "2027-01-31", ""),
        ("report_q1", "2027-03-15", "sớm hơn 5 ngày làm việc"),
        ("report_h1", "2027-06-15", "sớm hơn 4 ngày làm việc"),
        ("report_q3", "2027-09-15", "sớm hơn 3 ngày làm việc"),
        ("report_year", "2027-12-15", "sớm hơn 3 ngày làm việc"),
    ]


@pytest.mark.parametrize("day", [date(2027, 3, 12), date(2027, 3, 14)])
def test_a_day_up_to_the_end_of_the_data_is_refused(empty: World, day: date) -> None:
    why = "không sau ngày cuối của kỳ số liệu (14/03/2027); báo cáo chỉ gửi được sau ngày đó."
    data = {"data_from": date(2026, 12, 15), "data_to": date(2027, 3, 14)}
    with entered(empty.province):
        with pytest.raises(Refused, match=re.escape(why)):
            drafted(empty, due_day=date(2027, 3, 12), **data)
        rule = drafted(empty, **data)
        with pytest.raises(Refused, match=re.escape(why)):
            actions.change_rule(rule, by=empty.province_admin, due_day=date(2027, 3, 12))


def test_a_drafted_rule_makes_nothing_and_one_in_force_a_row_for_each_agency_of_its_kinds(
    empty: World,
) -> None:
    with entered(empty.province):
        an_agency(empty.province, "xa-mot", "Ủy ban nhân dân xã Một", "UBND")
        Agency.objects.filter(slug="xa-mot").update(level=Agency.Level.COMMUNE)
        rule = drafted(empty)
        assert owed() == []
        assert actions.switch_on(rule, by=empty.province_admin) == 3
        assert owed() == [
            (slug, "report_q1", "2027-03-17", "2027-03-17")
            for slug in ("so-noi-vu", "so-tai-chinh", "so-xay-dung")
        ]
        actions.open_rule(rule)
        assert Obligation.objects.count() == 3


def test_agencies_that_end_before_the_day_or_begin_after_it_owe_nothing(empty: World) -> None:
    with entered(empty.province):
        an_agency(empty.province, "so-cu", "Sở cũ", "SC", closed_on=date(2027, 3, 17))
        an_agency(empty.province, "so-moi", "Sở mới", "SM")
        AgencyProfile.objects.filter(agency__slug="so-moi").update(valid_from=date(2027, 3, 18))
        in_force(empty)
        assert [row[0] for row in owed()] == ["so-noi-vu", "so-tai-chinh", "so-xay-dung"]


def test_the_clock_opens_by_the_provinces_rules_and_by_its_own_table_for_the_rest(empty: World) -> None:
    with entered(empty.province):
        in_force(empty)
        actions.open_year(empty.agency, 2027)
        assert owed(agency=empty.agency) == [
            ("so-tai-chinh", "plan", "2027-01-31", "2027-02-01"),
            ("so-tai-chinh", "report_h1", "2027-06-20", "2027-06-21"),
            ("so-tai-chinh", "report_q1", "2027-03-17", "2027-03-17"),
            ("so-tai-chinh", "report_q3", "2027-09-20", "2027-09-20"),
            ("so-tai-chinh", "report_year", "2027-12-20", "2027-12-20"),
        ]


def test_a_plan_is_due_so_many_working_days_after_its_parent_once_that_is_issued(empty: World) -> None:
    with entered(empty.province):
        waits = {"kind": "plan", "due_day": None, "working_days": 10, "data_from": None, "data_to": None}
        rule = in_force(empty, **waits)
        assert owed(kind="plan") == []
        actions.change_rule(rule, by=empty.province_admin, counted_from=date(2027, 1, 25))
        # Tết is from Thursday 4 to Wednesday 10 February.
        assert owed(kind="plan", agency=empty.agency) == [
            ("so-tai-chinh", "plan", "2027-02-15", "2027-02-15")
        ]


def test_a_day_off_between_moves_a_deadline_that_counts_working_days(empty: World) -> None:
    with entered(empty.province):
        days = {"due_day": None, "working_days": 3, "counted_from": date(2027, 3, 8)} | NO_DATA
        in_force(empty, **days)
        entry = {"kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản"}
        change = actions.add_day(empty.province, by=empty.province_admin, day=date(2027, 3, 10), **entry)
        assert (change.moved, owed()[0][2:]) == (3, ("2027-03-12", "2027-03-12"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {},
            "Sở, ban, ngành đã có quy định “Báo cáo quý I năm 2027” (hạn 17/03/2027). Sửa hoặc rút quy định đó trước.",
        ),
        (
            {"levels": ["so", "xa"], "due_day": date(2027, 3, 15)},
            "Sở, ban, ngành đã có quy định “Báo cáo quý I năm 2027” (hạn 17/03/2027). Sửa hoặc rút quy định đó trước.",
        ),
        ({"levels": ["xa"]}, None),
        ({"kind": "report_h1"}, None),
        ({"year": 2028, "due_day": date(2028, 3, 17)}, None),
        ({"kind": "one_off", "title": "Báo cáo chuyên đề"}, None),
    ],
)
def test_rules_that_overlap_are_refused_with_a_sentence(
    empty: World, changes: dict[str, Any], reason: str | None
) -> None:
    said = None
    with entered(empty.province):
        drafted(empty)
        try:
            drafted(empty, **changes)
        except Refused as refused:
            said = refused.reason
    assert said == reason


def test_two_requests_of_one_year_are_two_obligations(empty: World) -> None:
    with entered(empty.province):
        for title in ("Báo cáo chuyên đề một", "Báo cáo chuyên đề hai"):
            in_force(empty, kind="one_off", title=title)
        rows = Obligation.objects.of_agency(empty.agency)
        assert [str(row) for row in rows] == ["Báo cáo chuyên đề một", "Báo cáo chuyên đề hai"]


def test_a_rule_whose_day_has_passed_is_not_switched_on(empty: World) -> None:
    with entered(empty.province), pytest.raises(Refused) as refused:
        in_force(empty, due_day=date(2026, 12, 31), **NO_DATA)
    assert refused.value.reason == "Hạn 31/12/2026 đã qua. Sửa hạn trước khi áp dụng quy định."


def test_a_deadline_that_moves_after_reminders_keeps_its_history_and_is_told_once(empty: World) -> None:
    with entered(empty.province):
        rule = in_force(empty)
        assert actions.make_reminders(empty.province, date(2027, 3, 10)) == 4  # two agencies, two people each
        Notice.objects.all().delete()
        moved = actions.change_rule(rule, by=empty.province_admin, due_day=date(2027, 3, 19))
        assert moved == 3
        told = list(Notice.objects.order_by("membership_id"))
        text = "Hạn gửi báo cáo quý I năm 2027 thay đổi: từ thứ Tư, 17/03/2027 sang thứ Sáu, 19/03/2027."
        assert [(notice.membership_id, notice.text) for notice in told] == sorted(
            (reminder.membership_id, text) for reminder in Reminder.objects.all()
        )
        row = Obligation.objects.get(agency=empty.agency)
        assert (row.nominal_due_on, row.due_on) == (date(2027, 3, 19), date(2027, 3, 19))
        events = [event.details for event in HistoryEvent.objects.about(row)]
        assert events == [{"before": "2027-03-17", "after": "2027-03-19"}]
        assert actions.change_rule(rule, by=empty.province_admin, due_day=date(2027, 3, 19)) == 0
        assert Notice.objects.count() == len(told)


def test_what_was_handed_in_is_not_moved(empty: World) -> None:
    with entered(empty.province):
        rule = in_force(empty)
        row = Obligation.objects.get(agency=empty.agency)
        actions.submit(row, at=TODAY)
        assert actions.change_rule(rule, by=empty.province_admin, due_day=date(2027, 3, 19)) == 2
        row.refresh_from_db()
        assert row.due_on == date(2027, 3, 17)


def test_rows_of_the_portals_own_table_take_the_rules_days(empty: World) -> None:
    with entered(empty.province):
        actions.open_year(empty.agency, 2027)
        in_force(empty)
        assert owed(agency=empty.agency, kind="report_q1") == [
            ("so-tai-chinh", "report_q1", "2027-03-17", "2027-03-17")
        ]


def test_a_withdrawn_rule_lets_go_what_is_open_and_another_takes_it_up(empty: World) -> None:
    with entered(empty.province):
        rule = in_force(empty)
        actions.submit(Obligation.objects.get(agency=empty.agency), at=TODAY)
        assert actions.withdraw_rule(rule, by=empty.province_admin) == 2
        assert [row.agency for row in Obligation.objects.expected()] == [empty.agency]
        in_force(empty, due_day=date(2027, 3, 18))
        assert [row[2] for row in owed(exempted_at=None)] == ["2027-03-18", "2027-03-17", "2027-03-18"]


@pytest.mark.parametrize(
    ("person", "kind", "allowed"),
    [
        ("province_admin", "report_q1", True),
        ("reviewer", "report_q1", False),
        ("reviewer", "one_off", True),
        ("head", "one_off", False),
        ("foreigner", "report_q1", False),
    ],
)
def test_who_sets_rules(empty: World, person: str, kind: str, allowed: bool) -> None:
    said = None
    values = Q1 | {"kind": kind, "title": "Báo cáo chuyên đề" if kind == "one_off" else ""}
    with entered(empty.province):
        try:
            actions.draft_rule(empty.province, by=getattr(empty, person), **values)
        except Refused as refused:
            said = refused.reason
    denied = "Chỉ quản trị tỉnh, thành phố được đặt quy định về thời hạn trong năm."
    assert said == (None if allowed else denied)
