"""Verbs of the calendar: opening, fulfilling, telling, changing days; each twice without harm."""

from datetime import UTC, date, datetime

import pytest

from cchc_portal.agencies.models import HistoryEvent, Role
from cchc_portal.agencies.permissions import Denied, Refused
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Notice, Obligation, ProvinceDay
from cchc_portal.calendars.permissions import may_send
from cchc_portal.calendars.states import ObligationKind
from plans.states import PlanState
from tests.world import World, an_agency, entered, someone

AT = datetime(2027, 1, 18, 2, tzinfo=UTC)


def days_of(obligations: list[Obligation]) -> list[tuple[str, str, str]]:
    return [(owed.kind, owed.nominal_due_on.isoformat(), owed.due_on.isoformat()) for owed in obligations]


YEAR_2027 = [
    ("plan", "2027-01-31", "2027-02-01"),
    ("report_q1", "2027-03-20", "2027-03-22"),
    ("report_h1", "2027-06-20", "2027-06-21"),
    ("report_q3", "2027-09-20", "2027-09-20"),
    ("report_year", "2027-12-20", "2027-12-20"),
]


def test_a_year_is_opened_once_with_nominal_and_rolled_days(settled: World) -> None:
    with entered(settled.province):
        agency = settled.here.neighbour.agency
        first = actions.open_year(agency, 2027)
        again = actions.open_year(agency, 2027)
        assert days_of(first) == YEAR_2027
        assert [owed.pk for owed in again] == [owed.pk for owed in first]


def test_a_year_opened_late_leaves_out_what_has_fallen_due(settled: World) -> None:
    with entered(settled.province):
        opened = actions.open_year(settled.here.neighbour.agency, 2027, since=date(2027, 6, 21))
        assert days_of(opened) == YEAR_2027[3:]


def test_an_agency_owes_nothing_that_falls_due_after_its_end(settled: World) -> None:
    with entered(settled.province):
        agency = an_agency(settled.province, "so-cu", "Sở cũ", "SC", closed_on=date(2027, 3, 20))
        assert days_of(actions.open_year(agency, 2027)) == YEAR_2027[:1]


def test_the_first_fulfilment_counts(settled: World) -> None:
    with entered(settled.province):
        owed = actions.open_year(settled.here.neighbour.agency, 2027)[0]
        assert actions.submit(owed, at=AT) is True
        assert actions.submit(owed, at=datetime(2027, 2, 2, tzinfo=UTC)) is False
        owed.refresh_from_db()
        assert owed.submitted_at == AT


def test_a_plan_issued_before_the_year_is_opened_opens_it_and_is_owed(settled: World) -> None:
    with entered(settled.province):
        agency = settled.here.neighbour.agency
        for _ in range(2):
            actions.owe_plan(agency, 2027, AT)
        owed = list(Obligation.objects.of_agency(agency).of_year(2027))
        assert days_of(owed) == YEAR_2027
        assert [row.submitted_at for row in owed] == [None] * 5


def test_a_plan_of_an_old_year_opens_nothing_but_itself(settled: World) -> None:
    with entered(settled.province):
        agency = settled.here.neighbour.agency
        actions.owe_plan(agency, 2020, AT)
        assert days_of(list(Obligation.objects.of_agency(agency))) == [("plan", "2020-01-31", "2020-01-31")]


def test_the_procedure_tells_whom_each_step_concerns_and_the_plan_is_still_to_be_sent(settled: World) -> None:
    with entered(settled.province):
        Notice.objects.all().delete()
        Obligation.objects.all().delete()
        plan = settled.plan(PlanState.ISSUED)
        where = f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/"
        told = [(notice.membership, notice.text, notice.url) for notice in Notice.objects.order_by("id")]
        name = f"Kế hoạch “{plan.subject}”"
        issued_on = plan.issued_on
        assert told == [
            (settled.head, f"{name} đang chờ duyệt, {settled.drafter.post.title} trình.", where),
            (settled.clerk, f"{name} đã được duyệt, chờ văn thư cấp số.", where),
            (
                settled.drafter,
                f"{name} đã được ban hành: số {plan.symbol}, ngày {issued_on:%d/%m/%Y}.",
                where,
            ),
        ]
        owed = Obligation.objects.get(agency=settled.agency, kind=ObligationKind.PLAN)
        assert (owed.year, owed.submitted_at) == (plan.year, None)


def test_a_returned_plan_is_told_to_its_drafter_with_the_reason(settled: World) -> None:
    with entered(settled.province):
        Notice.objects.all().delete()
        plan = settled.plan(PlanState.RETURNED)
        told = Notice.objects.to_person(settled.drafter).get()
        expected = (
            f"Kế hoạch “{plan.subject}” được trả lại để chỉnh sửa. Lý do: Bổ sung sản phẩm của từng nội dung."
        )
        assert told.text == expected


def test_the_same_line_is_not_put_beside_an_unread_one(settled: World) -> None:
    with entered(settled.province):
        Notice.objects.all().delete()
        first = actions.tell(settled.drafter, "Kế hoạch đang chờ duyệt.", "/a/")
        assert actions.tell(settled.drafter, "Kế hoạch đang chờ duyệt.", "/a/") == first
        assert actions.mark_read(settled.drafter) == 1
        assert actions.tell(settled.drafter, "Kế hoạch đang chờ duyệt.", "/a/") != first


def test_a_person_marks_only_their_own_notices_read(settled: World) -> None:
    with entered(settled.province):
        notice = actions.tell(settled.head, "Kế hoạch khác đang chờ duyệt.")
        assert actions.mark_read(settled.drafter, notice.pk) == 0
        assert actions.mark_read(settled.head, notice.pk) == 1


def test_holders_of_a_post_are_told_but_not_who_acts_and_not_who_has_left(settled: World) -> None:
    with entered(settled.province):
        agency = settled.here.neighbour.agency
        head = someone(agency, Role.AGENCY_HEAD)
        assert actions.notify_post_holders(agency, Role.AGENCY_HEAD, "Một.", excluding=head.user) == []
        assert [
            told.membership for told in actions.notify_post_holders(agency, Role.AGENCY_HEAD, "Hai.")
        ] == [head]
        head.ends_on = date(2026, 1, 1)
        head.save()
        assert actions.notify_post_holders(agency, Role.AGENCY_HEAD, "Ba.") == []


def test_a_day_off_of_the_province_moves_open_deadlines_and_its_removal_moves_them_back(
    settled: World,
) -> None:
    monday = date(2027, 3, 22)
    with entered(settled.province):
        Obligation.objects.all().delete()
        owed = actions.open_year(settled.here.neighbour.agency, 2027)[1]
        change = actions.add_day(
            settled.province,
            by=settled.province_admin,
            day=monday,
            kind="off",
            name="Nghỉ",
            ordered_by="Văn bản của tỉnh",
        )
        assert change.moved == 1
        owed.refresh_from_db()
        assert (owed.nominal_due_on, owed.due_on) == (date(2027, 3, 20), date(2027, 3, 23))
        back = actions.remove_day(change.row, by=settled.province_admin, ordered_by="Văn bản rút")
        assert back.moved == 1
        owed.refresh_from_db()
        assert owed.due_on == monday
        assert [
            event.verb
            for event in HistoryEvent.objects.filter(subject_kind="calendars.provinceday").order_by("id")
        ] == [
            "add_day",
            "remove_day",
        ]


def test_what_was_judged_stays_judged_when_the_calendar_changes(settled: World) -> None:
    with entered(settled.province):
        owed = actions.open_year(settled.here.neighbour.agency, 2027)[1]
        actions.submit(owed, at=AT)
        actions.add_day(
            settled.province,
            by=settled.province_admin,
            day=date(2027, 3, 22),
            kind="off",
            name="Nghỉ",
            ordered_by="Văn bản của tỉnh",
        )
        owed.refresh_from_db()
        assert owed.due_on == date(2027, 3, 22)


@pytest.mark.parametrize("person", ["drafter", "head", "agency_admin", "reviewer", "foreigner"])
def test_nobody_but_the_provinces_administrator_changes_days(settled: World, person: str) -> None:
    with entered(settled.province), pytest.raises(Refused) as refused:
        actions.add_day(
            settled.province,
            by=getattr(settled, person),
            day=date(2027, 3, 22),
            kind="off",
            name="Nghỉ",
            ordered_by="Văn bản",
        )
    assert (
        refused.value.reason == "Chỉ quản trị tỉnh, thành phố được thêm, sửa hoặc rút ngày nghỉ, ngày làm bù."
    )


def test_a_day_is_entered_once(settled: World) -> None:
    entry = {"by": settled.province_admin, "kind": "off", "name": "Nghỉ", "ordered_by": "Văn bản của tỉnh"}
    with entered(settled.province):
        actions.add_day(settled.province, day=date(2027, 3, 22), **entry)
        with pytest.raises(Refused) as refused:
            actions.add_day(settled.province, day=date(2027, 3, 22), **entry)
        assert ProvinceDay.objects.count() == 1
    assert refused.value.reason == "Lịch đã có thứ Hai, 22/03/2027. Sửa hoặc rút dòng đó trước khi thêm lại."


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ("drafter", None),
        ("head", None),
        ("clerk", None),
        ("agency_admin", "Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi."),
        ("stranger", "Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi."),
        ("reviewer", "Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi."),
    ],
)
def test_who_may_send_a_report(settled: World, person: str, reason: str | None) -> None:
    with entered(settled.province):
        owed = actions.open_year(settled.agency, 2025)[1]
        answer = may_send(getattr(settled, person), owed)
    assert (answer.reason if isinstance(answer, Denied) else None) == reason


def test_an_heir_changes_nothing_in_the_calendar_of_a_closed_province(settled: World) -> None:
    with entered(settled.closed), pytest.raises(Refused) as refused:
        actions.add_day(
            settled.closed,
            by=settled.province_admin,
            day=date(2027, 3, 22),
            kind="off",
            name="Nghỉ",
            ordered_by="Văn bản",
        )
    assert refused.value.reason == "Tỉnh Bình Phước đã kết thúc hoạt động, lịch làm việc chỉ còn để xem."


def test_a_report_is_not_sent_while_its_data_still_grow_nor_twice(settled: World) -> None:
    with entered(settled.province):
        owed = actions.open_year(settled.agency, 2029)[1]
        growing = may_send(settled.drafter, owed)
        done = actions.open_year(settled.agency, 2025)[1]
        actions.submit(done, at=AT)
        done.refresh_from_db()
        twice = may_send(settled.drafter, done)
    assert [growing, twice] == [
        Denied("Kỳ số liệu kéo dài đến hết ngày 14/03/2029; sau ngày đó mới gửi báo cáo."),
        Denied("Báo cáo quý I năm 2025 đã gửi và đang được thẩm định."),
    ]


def test_obligations_are_called_as_offices_call_them(settled: World) -> None:
    with entered(settled.province):
        assert [str(owed) for owed in actions.open_year(settled.agency, 2029)] == [
            "Gửi kế hoạch năm 2029",
            "Báo cáo quý I năm 2029",
            "Báo cáo 6 tháng đầu năm 2029",
            "Báo cáo quý III năm 2029",
            "Báo cáo năm 2029",
        ]
