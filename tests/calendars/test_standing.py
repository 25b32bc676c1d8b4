"""What becomes of an obligation: submit, give back, accept, extend, exempt, hand on; and that figures count rows."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions, counting
from cchc_portal.calendars.models import Notice, Obligation
from cchc_portal.calendars.states import Standing
from tests.calendars.standing_rows import DAY, TODAY, figures, report, standing
from tests.world import World, entered


def test_the_first_submission_of_an_attempt_counts_and_a_return_begins_another(opened: World) -> None:
    with entered(opened.province):
        assert actions.submit(report(opened), at=TODAY, by=opened.drafter) is True
        assert actions.submit(report(opened), at=TODAY + 9 * DAY, by=opened.drafter) is False
        assert (report(opened).submitted_at, standing(opened)) == (TODAY, Standing.ON_TIME)
        actions.give_back(report(opened), at=TODAY + DAY, by=opened.reviewer, reason="Bổ sung số liệu")
        assert standing(opened) == Standing.OPEN
        actions.submit(report(opened), at=TODAY + 9 * DAY, by=opened.clerk)
        assert actions.accept(report(opened), at=TODAY + 10 * DAY, by=opened.reviewer) is True
        assert actions.accept(report(opened), at=TODAY + 11 * DAY, by=opened.reviewer) is False
        row = report(opened)
        assert (row.submitted_at, row.returned_at, row.accepted_at, standing(opened)) == (
            TODAY + 9 * DAY,
            TODAY + DAY,
            TODAY + 10 * DAY,
            Standing.LATE,
        )
        assert [notice.text for notice in Notice.objects.to_person(opened.drafter)] == [
            "Báo cáo quý I năm 2027 được trả lại để hoàn thiện. Lý do: Bổ sung số liệu"
        ]


@pytest.mark.parametrize(
    ("person", "verb", "reason"),
    [
        ("stranger", "submit", "Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi."),
        ("reviewer", "submit", "Chỉ người soạn thảo, lãnh đạo và văn thư của cơ quan được gửi."),
        ("drafter", "accept", "Không ai xét việc của chính cơ quan mình."),
        (
            "stranger",
            "accept",
            "Việc này dành cho người theo dõi tại Sở Nội vụ và quản trị tỉnh, thành phố.",
        ),
        ("reviewer", "accept", "Báo cáo quý I năm 2027 chưa được gửi, không chấp nhận được."),
    ],
)
def test_who_may_not(opened: World, person: str, verb: str, reason: str) -> None:
    with entered(opened.province), pytest.raises(Refused) as refused:
        getattr(actions, verb)(report(opened), at=TODAY, by=getattr(opened, person))
    assert refused.value.reason == reason


def test_nobody_reviews_their_own_agencys(opened: World) -> None:
    with entered(opened.province):
        own = actions.open_year(opened.reviewer.agency, 2027)[1]
        actions.submit(own, at=TODAY)
        with pytest.raises(Refused) as refused:
            actions.accept(own, at=TODAY, by=opened.reviewer)
    assert refused.value.reason == "Không ai xét việc của chính cơ quan mình."


def test_an_extension_is_asked_with_a_reason_and_granted_by_somebody_named(opened: World) -> None:
    with entered(opened.province):
        asked = actions.ask_extension(
            report(opened), by=opened.drafter, to=date(2027, 3, 27), reason="Chờ số liệu"
        )
        assert report(opened).due_on == date(2027, 3, 22)
        assert [notice.text for notice in Notice.objects.to_person(opened.reviewer)] == [
            "Sở Tài chính xin gia hạn báo cáo quý I năm 2027 đến thứ Bảy, 27/03/2027."
        ]
        actions.decide_extension(asked, granted=True, by=opened.reviewer)
        row = report(opened)
        assert (row.nominal_due_on, row.extended_to, row.due_on) == (
            date(2027, 3, 20),
            date(2027, 3, 27),
            date(2027, 3, 29),
        )
        asked.refresh_from_db()
        assert (asked.granted, asked.decided_by, asked.decided_as) == (
            True,
            opened.reviewer.user,
            f"{opened.reviewer.post.title}, Sở Nội vụ",
        )
        assert [notice.text for notice in Notice.objects.to_person(opened.drafter)] == [
            "Báo cáo quý I năm 2027 được gia hạn, tính đến hết thứ Hai, 29/03/2027."
        ]
        actions.submit(row, at=datetime(2027, 3, 29, 16, 59, tzinfo=UTC))
        assert standing(opened) == Standing.ON_TIME


def test_an_extension_that_is_refused_leaves_the_day(opened: World) -> None:
    with entered(opened.province):
        asked = actions.ask_extension(report(opened), by=opened.head, to=date(2027, 3, 30), reason="Bận")
        actions.decide_extension(asked, granted=False, by=opened.reviewer, answer="Đã đủ thời gian.")
        assert report(opened).due_on == date(2027, 3, 22)
        assert [notice.text for notice in Notice.objects.to_person(opened.head)] == [
            "Báo cáo quý I năm 2027 không được gia hạn. Đã đủ thời gian."
        ]
        with pytest.raises(Refused) as refused:
            actions.decide_extension(asked, granted=True, by=opened.reviewer)
    assert refused.value.reason == "Đề nghị gia hạn này đã được trả lời."


@pytest.mark.parametrize(
    ("to", "again", "reason"),
    [
        (date(2027, 3, 22), False, "Chọn một ngày sau hạn hiện nay (22/03/2027)."),
        (date(2027, 3, 30), True, "Đề nghị gia hạn báo cáo quý I năm 2027 đang chờ Sở Nội vụ trả lời."),
    ],
)
def test_an_extension_that_cannot_be_asked(opened: World, to: date, again: bool, reason: str) -> None:
    with entered(opened.province):
        if again:
            actions.ask_extension(report(opened), by=opened.drafter, to=to, reason="Chờ số liệu")
        with pytest.raises(Refused) as refused:
            actions.ask_extension(report(opened), by=opened.drafter, to=to, reason="Chờ số liệu")
    assert refused.value.reason == reason


def test_an_exempted_obligation_is_not_expected_and_settles_what_was_asked(opened: World) -> None:
    with entered(opened.province):
        asked = actions.ask_extension(
            report(opened), by=opened.drafter, to=date(2027, 3, 30), reason="Chờ số liệu"
        )
        actions.exempt(report(opened), by=opened.reviewer, reason="Không phát sinh")
        assert (standing(opened), figures()["expected"], figures()["exempted"]) == (Standing.EXEMPTED, 1, 1)
        asked.refresh_from_db()
        assert (asked.granted, asked.answer) == (False, "Được miễn: Không phát sinh")
        assert actions.submit(report(opened), at=TODAY) is False
        assert actions.make_reminders(opened.province, date(2027, 3, 19)) == 2  # the neighbour's alone


def test_what_is_handed_on_stays_one_obligation_and_the_successor_is_told_and_reminded(
    opened: World,
) -> None:
    neighbour = opened.here.neighbour
    with entered(opened.province):
        owed = report(opened)
        actions.transfer(owed, to=neighbour.agency, by=opened.reviewer, reason="Sáp nhập")
        assert figures()["expected"] == 2
        assert list(Obligation.objects.of_agency(opened.agency)) == []
        assert Obligation.objects.of_agency(neighbour.agency).count() == 2
        told = {notice.membership for notice in Notice.objects.all()}
        assert told == {neighbour.drafter, neighbour.unit_head}
        assert actions.submit(owed, at=TODAY, by=neighbour.drafter) is True
        assert figures() == {
            "expected": 2, "received": 1, "on_time": 1, "late": 0, "open": 1, "overdue": 0, "exempted": 0,
        }  # fmt: skip


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["submit", "give_back", "accept", "extend", "refuse", "exempt", "transfer", "transfer_back"]
        ),
        st.sampled_from([0, 1]),
        st.integers(min_value=0, max_value=30),
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happens_received_never_exceeds_expected_and_each_is_counted_once(
    opened: World, steps: list[tuple[str, int, int]]
) -> None:
    with entered(opened.province):
        owed = list(Obligation.objects.order_by("id"))
        for name, which, after in steps:
            try:
                with transaction.atomic():
                    _do(opened, name, owed[which], TODAY + after * DAY)
            except Refused:
                pass
            counted = figures()
            assert 0 <= counted["on_time"] + counted["late"] == counted["received"] <= counted["expected"]
            assert counted["received"] + counted["open"] == counted["expected"]
            assert counted["expected"] + counted["exempted"] == 2
            behind = [
                set(counting.rows_behind(2027, "report_q1", "", key, timezone.localdate()).values_list("pk"))
                for key in ("received", "open", "exempted")
            ]
            assert sum(map(len, behind)) == len(set.union(*behind)) == 2
            held = [Obligation.objects.of_agency(agency).count() for agency in Agency.objects.all()]
            assert sum(held) == 2
        transaction.set_rollback(True)


def _do(world: World, name: str, owed: Obligation, at: datetime) -> None:
    by = world.reviewer
    if name == "submit":
        actions.submit(owed, at=at)
    elif name == "give_back":
        actions.give_back(owed, at=at, by=by, reason="Bổ sung")
    elif name == "accept":
        actions.accept(owed, at=at, by=by)
    elif name in {"extend", "refuse"}:
        holder = Obligation.objects.get(pk=owed.pk).holder
        person = world.drafter if holder == world.agency else world.stranger
        asked = actions.ask_extension(owed, by=person, to=at.date(), reason="Chờ số liệu")
        actions.decide_extension(asked, granted=name == "extend", by=by, answer="Được")
    elif name == "exempt":
        actions.exempt(owed, by=by, reason="Không phát sinh")
    else:
        to = world.agency if name == "transfer_back" else world.here.neighbour.agency
        actions.transfer(owed, to=to, by=by, reason="Sắp xếp")
