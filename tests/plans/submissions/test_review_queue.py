"""The office's queue: who sees it, what is accepted with others, how much it asks."""

from datetime import date, timedelta

import pytest
import time_machine

from cchc_portal.agencies.models import Role
from cchc_portal.calendars import actions as calendars
from plans.actions import handing_in, reviewing
from plans.models import ReviewCriterion
from plans.submissions.states import Verdict
from tests.plans.submissions.asking import DESK, handed_in, queries, signed_in
from tests.plans.submissions.handing import TODAY, a_signed_report, hand_in
from tests.world import World, a_member, an_agency, entered


@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("province_admin", 200), ("drafter", 404), ("stranger", 404), ("foreigner", 404)],
)
def test_who_sees_the_queue(owing: World, person: str, status: int) -> None:
    made = handed_in(owing)
    for page in ("", "da-quyet-dinh/", f"{made.pk}/", "tieu-chi/"):
        assert signed_in(getattr(owing, person)).get(DESK + page).status_code == status


def test_the_queue_stands_at_the_office_alone(owing: World) -> None:
    assert signed_in(owing.drafter).get("/dong-nai/so-tai-chinh/tham-dinh/").status_code == 409


def test_several_are_accepted_at_once_after_each_was_opened(owing: World) -> None:
    made = handed_in(owing)
    client = signed_in(owing.reviewer)
    assert [row.opened for row in client.get(DESK).context["rows"]] == [False]
    client.get(f"{DESK}{made.pk}/")
    assert [row.opened for row in client.get(DESK).context["rows"]] == [True]
    page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk, 987_654]}, follow=True)
    assert [str(told) for told in page.context["messages"]] == ["Đã chấp nhận 1 hồ sơ."]
    assert list(page.context["rows"]) == []
    assert client.post(f"{DESK}chap-nhan-nhieu/", {}).status_code == 409


def test_what_was_added_must_be_read_before_it_is_accepted_with_others(owing: World) -> None:
    made = handed_in(owing)
    client, day = signed_in(owing.reviewer), date(2027, 3, 19)
    client.get(f"{DESK}{made.pk}/")
    with entered(owing.province), time_machine.travel(TODAY + timedelta(minutes=5), tick=False):
        reviewing.ask_supplement(made.pk, by=owing.reviewer, wanted="Danh mục", due_on=day)
        handing_in.supplement(made.pk, by=owing.clerk, text="12 tin, bài")
    with time_machine.travel(TODAY + timedelta(minutes=10), tick=False):
        assert [row.opened for row in client.get(DESK).context["rows"]] == [False]
        page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk]}, follow=True)
        told = ["Báo cáo quý I năm 2027 của Sở Tài chính: chưa mở xem nên chưa chấp nhận."]
        assert [str(each) for each in page.context["messages"]] == told
        client.get(f"{DESK}{made.pk}/")
        assert [row.opened for row in client.get(DESK).context["rows"]] == [True]


def test_what_fails_a_criterion_is_not_accepted_with_others(owing: World) -> None:
    made = handed_in(owing)
    client = signed_in(owing.reviewer)
    client.get(f"{DESK}{made.pk}/")
    with entered(owing.province):
        criterion = ReviewCriterion.objects.create(
            year=2027, checklist="report", position=1, name="Đủ số liệu"
        )
        reviewing.assess(made.pk, criterion.pk, Verdict.UNMET, "", by=owing.reviewer)
    page = client.post(f"{DESK}chap-nhan-nhieu/", {"ho_so": [made.pk]}, follow=True)
    told = ["Báo cáo quý I năm 2027 của Sở Tài chính: có tiêu chí chưa đạt; mở hồ sơ để quyết định."]
    assert [str(each) for each in page.context["messages"]] == told


def test_who_is_refused_a_decision_reads_why(owing: World) -> None:
    made = handed_in(owing)
    own = f"/dong-nai/so-tai-chinh/tham-dinh/{made.pk}/chap-nhan/"
    assert signed_in(owing.drafter).post(own).status_code == 404
    signed_in(owing.reviewer).post(f"{DESK}{made.pk}/chap-nhan/", {"chap-nhan-comment": ""})
    again = signed_in(owing.province_admin).post(f"{DESK}{made.pk}/chap-nhan/", {})
    assert again.status_code == 409
    assert "chấp nhận lúc 09:07 ngày 15/03/2027" in again.content.decode()


def more(world: World, agencies: int) -> None:
    """So many agencies have handed the same report in."""
    with entered(world.province):
        hand_in(world)
        for number in range(1, agencies):
            agency = an_agency(world.province, f"so-{number}", f"Sở {number}", f"S{number}")
            owed = calendars.open_year(agency, 2027)[1]
            sender = a_member(agency, Role.DRAFTER)
            handing_in.hand_in(owed.pk, a_signed_report(), by=sender)


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_queue_takes_as_many_queries_for_many_rows(owing: World, agencies: int) -> None:
    more(owing, agencies)
    client = signed_in(owing.reviewer)
    assert queries(client, DESK) <= 12
    assert queries(client, DESK) == QUEUE


QUEUE = 4 + 5
