"""A province's rules of a year: what they make, what they refuse, what happens when they move or are withdrawn."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.agencies.models import Agency, AgencyProfile, HistoryEvent, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Notice, Obligation, ObligationRule, Reminder
from tests.world import Office, World, an_agency, entered

TODAY = datetime(2027, 1, 4, 2, tzinfo=UTC)
DOOR = 4  # session, user, province, posts
RULES = "/dong-nai/so-noi-vu/lich/quy-dinh/"
Q1: dict[str, Any] = {
    "year": 2027,
    "kind": "report_q1",
    "levels": ["so"],
    "due_day": date(2027, 3, 17),
    "data_from": date(2026, 12, 15),
    "data_to": date(2027, 3, 14),
    "source": "Công văn của Sở Nội vụ",
}


@pytest.fixture
def empty(settled: World) -> Iterator[World]:
    """Nothing is owed yet; it is the first Monday of 2027."""
    with time_machine.travel(TODAY, tick=False):
        with entered(settled.province):
            Obligation.objects.all().delete()
            Notice.objects.all().delete()
        yield settled


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def drafted(world: World, **changes: Any) -> ObligationRule:
    return actions.draft_rule(world.province, by=world.province_admin, **(Q1 | changes))


def in_force(world: World, **changes: Any) -> ObligationRule:
    rule = drafted(world, **changes)
    actions.switch_on(rule, by=world.province_admin)
    return rule


def owed(**filters: Any) -> list[tuple[str, str, str, str]]:
    return [
        (row.agency.slug, row.kind, row.nominal_due_on.isoformat(), row.due_on.isoformat())
        for row in Obligation.objects.filter(**filters)
        .select_related("agency")
        .order_by("agency__slug", "kind")
    ]


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
        days = {"due_day": None, "working_days": 3, "counted_from": date(2027, 3, 8)}
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
        in_force(empty, due_day=date(2026, 12, 31))
    assert refused.value.reason == "Hạn 31/12/2026 đã qua. Sửa hạn trước khi áp dụng quy định."


def test_a_deadline_that_moves_after_reminders_keeps_its_history_and_is_told_once(empty: World) -> None:
    with entered(empty.province):
        rule = in_force(empty)
        assert actions.make_reminders(empty.province, date(2027, 3, 10)) == 4  # two agencies, two people each
        Notice.objects.all().delete()
        moved = actions.change_rule(rule, by=empty.province_admin, due_day=date(2027, 3, 19))
        assert moved == 3
        told = list(Notice.objects.order_by("membership_id"))
        text = "Hạn của Báo cáo quý I năm 2027 thay đổi: từ thứ Tư, 17/03/2027 sang thứ Sáu, 19/03/2027."
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


# --- the pages


TYPED = {
    "kind": "report_q1",
    "levels": ["so"],
    "due_day": "17/03/2027",
    "data_from": "15/12/2026",
    "data_to": "14/03/2027",
    "source": "Công văn của Sở Nội vụ",
}


@pytest.mark.parametrize(
    ("person", "where", "status"),
    [
        ("province_admin", "so-noi-vu", 200),
        ("reviewer", "so-noi-vu", 200),
        ("province_admin", "so-tai-chinh", 404),
        ("drafter", "so-tai-chinh", 200),
        ("drafter", "so-noi-vu", 404),
        ("foreigner", "so-noi-vu", 404),
    ],
)
def test_who_reads_the_rules(empty: World, person: str, where: str, status: int) -> None:
    address = f"/dong-nai/{where}/lich/quy-dinh/"
    assert signed_in(getattr(empty, person)).get(address).status_code == status
    if status == 200 and person == "drafter":
        assert signed_in(empty.drafter).post(address, {"offset": "3"}).status_code == 409


def test_a_rule_is_drafted_looked_at_and_switched_on(empty: World) -> None:
    client = signed_in(empty.province_admin)
    answer = client.post(f"{RULES}them/?nam=2027", TYPED)
    with entered(empty.province):
        rule = ObligationRule.objects.get()
    assert answer["Location"] == f"{RULES}{rule.pk}/xem-truoc/"
    page = client.get(answer["Location"])
    assert [
        (step["stage"], step["day"].isoformat(), step["rungs"], step["people"])
        for step in page.context["steps"]
    ] == [
        ("còn 10 ngày làm việc", "2027-03-03", "Người soạn thảo", 2),
        ("còn 5 ngày làm việc", "2027-03-10", "Người soạn thảo, Trưởng đơn vị", 4),
        ("còn 1 ngày làm việc", "2027-03-16", "Người soạn thảo, Trưởng đơn vị", 4),
        ("đến hạn", "2027-03-17", "Người soạn thảo, Trưởng đơn vị", 4),
        ("quá hạn", "2027-03-18", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan", 6),
        ("quá hạn", "2027-03-25", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan, Sở Nội vụ", 7),
    ]
    assert page.context["unheld"] == ["Sở Nội vụ"]
    page = client.post(answer["Location"], follow=True)
    assert [str(told) for told in page.context["messages"]][-1] == (
        "Đã áp dụng “Báo cáo quý I năm 2027”: 3 cơ quan phải thực hiện."
    )
    assert [row["count"] for row in page.context["rows"]] == [3]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"due_day": ""}, "due_day", "Nhập ngày hạn, hoặc số ngày làm việc ở ô dưới."),
        (
            {"working_days": "5"},
            "working_days",
            "Chỉ nhập một trong hai: ngày hạn, hoặc số ngày làm việc.",
        ),
        ({"data_to": ""}, "data_to", "Nhập cả ngày đầu và ngày cuối của kỳ số liệu."),
        ({"data_to": "14/12/2026"}, "data_to", "Ngày cuối của kỳ số liệu phải từ ngày đầu trở đi."),
        ({"kind": "one_off"}, "title", "Nhập tên báo cáo theo yêu cầu."),
        ({"levels": []}, "levels", "Chọn loại cơ quan."),
        ({"source": ""}, "source", "Nhập văn bản quy định."),
    ],
)
def test_a_mistake_in_a_rule_is_told_beside_its_field(
    empty: World, change: dict[str, Any], field: str, message: str
) -> None:
    page = signed_in(empty.province_admin).post(f"{RULES}them/?nam=2027", TYPED | change)
    assert page.context["form"].errors[field] == [message]
    with entered(empty.province):
        assert ObligationRule.objects.count() == 0


def test_an_overlap_is_told_on_the_form(empty: World) -> None:
    client = signed_in(empty.province_admin)
    client.post(f"{RULES}them/?nam=2027", TYPED)
    page = client.post(f"{RULES}them/?nam=2027", TYPED)
    assert page.context["form"].non_field_errors() == [
        "Sở, ban, ngành đã có quy định “Báo cáo quý I năm 2027” (hạn 17/03/2027). Sửa hoặc rút quy định đó trước."
    ]


def test_a_request_leaves_three_working_days_unless_it_says_otherwise(empty: World) -> None:
    entry = {"kind": "one_off", "title": "Báo cáo chuyên đề", "levels": ["so"], "source": "Công văn"}
    client = signed_in(empty.reviewer)
    answer = client.post(f"{RULES}them/?nam=2027", entry)
    client.post(answer["Location"])
    with entered(empty.province):
        assert owed(agency=empty.agency) == [("so-tai-chinh", "one_off", "2027-01-07", "2027-01-07")]


def test_the_years_usual_rules_are_drafted_changed_and_withdrawn_on_the_page(empty: World) -> None:
    client = signed_in(empty.province_admin)
    page = client.post(f"{RULES}?nam=2027", {"offset": "4"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == ["Đã lập 5 quy định nháp của năm 2027."]
    page = client.post(f"{RULES}?nam=2027", {"offset": "4"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Mỗi việc của năm đã có quy định; không lập thêm."
    ]
    with entered(empty.province):
        rule = ObligationRule.objects.get(kind="report_q1")
    assert rule.due_day == date(2027, 3, 16)
    changed = TYPED | {"due_day": "15/03/2027"}
    assert client.post(f"{RULES}{rule.pk}/sua/", changed)["Location"] == f"{RULES}?nam=2027"
    client.post(f"{RULES}{rule.pk}/xem-truoc/")
    page = client.post(f"{RULES}{rule.pk}/sua/", {"due_day": "17/03/2027", "source": "Công văn"}, follow=True)
    assert [str(told) for told in page.context["messages"]][-1] == (
        "Đã lưu quy định “Báo cáo quý I năm 2027”. 3 thời hạn chưa hoàn thành được tính lại."
    )
    page = client.post(f"{RULES}{rule.pk}/rut/", follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã rút quy định “Báo cáo quý I năm 2027”. 3 việc chưa gửi không còn phải thực hiện."
    ]


LADDER = f"{RULES}bac-nhac/"
OFFSETS = {"drafter": "-8", "unit_head": "-3", "agency_head": "0", "reviewer": "2"}


def test_the_provinces_own_ladder_decides_who_joins_when(empty: World) -> None:
    client = signed_in(empty.province_admin)
    assert client.post(LADDER, OFFSETS)["Location"] == RULES
    with entered(empty.province):
        rule = drafted(empty)
    steps = client.get(f"{RULES}{rule.pk}/xem-truoc/").context["steps"]
    assert [(step["stage"], step["rungs"]) for step in steps] == [
        ("còn 10 ngày làm việc", ""),
        ("còn 5 ngày làm việc", "Người soạn thảo"),
        ("còn 1 ngày làm việc", "Người soạn thảo, Trưởng đơn vị"),
        ("đến hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan"),
        ("quá hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan"),
        ("quá hạn", "Người soạn thảo, Trưởng đơn vị, Thủ trưởng cơ quan, Sở Nội vụ"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"unit_head": "năm"}, "unit_head", "Nhập số ngày làm việc bằng số, ví dụ: -5."),
        ({"reviewer": "31"}, "reviewer", "Nhập từ -30 đến 30 ngày làm việc."),
        ({"drafter": "1"}, "drafter", "Người soạn thảo cần được nhắc chậm nhất vào ngày đến hạn."),
    ],
)
def test_a_ladder_that_cannot_be(empty: World, change: dict[str, str], field: str, message: str) -> None:
    page = signed_in(empty.province_admin).post(LADDER, OFFSETS | change)
    assert page.context["form"].errors == {field: [message]}


@pytest.mark.parametrize(("person", "status"), [("reviewer", 409), ("foreigner", 404), ("stranger", 404)])
def test_nobody_else_changes_the_ladder(empty: World, person: str, status: int) -> None:
    assert signed_in(getattr(empty, person)).post(LADDER, OFFSETS).status_code == status


@pytest.mark.parametrize("more", [0, 3])
def test_the_pages_of_rules_take_as_many_queries_for_many_agencies(empty: World, more: int) -> None:
    with entered(empty.province):
        for number in range(more):
            Office.staffed(an_agency(empty.province, f"so-{number}", f"Sở {number}", f"S{number}"))
        rule = drafted(empty)
    client = signed_in(empty.province_admin)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{RULES}{rule.pk}/xem-truoc/")
    taken = [query for query in queries.captured_queries if not query["sql"].startswith(("SAVE", "RELEASE"))]
    # The door; the rule; days and practice twice; ladder, people, agencies; the calendar of the steps; quiet hours.
    assert len(taken) == DOOR + 8
