"""What Sở Nội vụ wants of an agency, beside its deadlines: a supplement by its day, or the same once more, and since when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.agencies.models import Membership
from plans.actions import reviewing
from plans.submissions import asked
from tests.plans.submissions.handing import hand_in, report
from tests.world import World, entered

HOME = "/dong-nai/so-tai-chinh/"
BACK = datetime(2027, 4, 1, 3, tzinfo=UTC)  # a Thursday after the report's day
NOW = datetime(2027, 4, 5, 3, tzinfo=UTC)  # the Monday after it
LATE = "được trả lại ngày 01/04/2027, sau 2 ngày làm việc chưa gửi lại"


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@contextmanager
def given_back(world: World) -> Iterator[None]:
    with entered(world.province):
        made = hand_in(world)
    with time_machine.travel(BACK, tick=False), entered(world.province):
        reviewing.give_back(made.pk, by=world.reviewer, reason="Thiếu số liệu")
    with time_machine.travel(NOW, tick=False):
        yield


def row_of(page: Any) -> Any:
    (found,) = page.context["rows"]
    return found


def test_the_calendar_names_a_request_with_its_day(owing: World) -> None:
    with entered(owing.province):
        made = hand_in(owing)
        day = date(2027, 3, 19)
        reviewing.ask_supplement(made.pk, by=owing.reviewer, wanted="Danh mục tin, bài", due_on=day)
    row = row_of(signed_in(owing.drafter).get(f"{HOME}lich/"))
    assert row["beside"] == "Sở Nội vụ yêu cầu bổ sung trước hết thứ Sáu, 19/03/2027: Danh mục tin, bài"


def test_what_came_back_is_late_since_then_everywhere(owing: World) -> None:
    with given_back(owing):
        client = signed_in(owing.drafter)
        row = row_of(client.get(f"{HOME}lich/"))
        assert (str(row["behind"]), row["beside"]) == (LATE, "Lý do trả lại: Thiếu số liệu")
        with entered(owing.province):
            owed = report(owing)
        page = client.get(f"{HOME}gui-so-noi-vu/viec/{owed.pk}/").context["returned"]
        assert (page["because"], str(page["late"]), page["at"]) == ("Thiếu số liệu", LATE, BACK)
        desk = client.get(f"{HOME}ke-hoach/viec/")
        assert [str(each["behind"]) for each in desk.context["waiting"] if "behind" in each] == [LATE]
        first = signed_in(owing.reviewer).get("/dong-nai/so-noi-vu/theo-doi/")
        late = {each.agency.slug: str(each.lateness) for each in first.context["late"]}
        assert late["so-tai-chinh"] == LATE
        assert late["so-xay-dung"] == "quá hạn 10 ngày làm việc"


def test_it_asks_once_whatever_their_number(owing: World) -> None:
    with given_back(owing), entered(owing.province):
        for rows in ([report(owing).pk], list(range(50))):
            with CaptureQueriesContext(connection) as captured:
                asked.sentences(rows)
            assert len(captured) == 1
