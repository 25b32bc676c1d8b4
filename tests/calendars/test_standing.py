"""What becomes of an obligation: submit, give back, accept, extend, exempt, hand on; and that figures count rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_portal.agencies.models import Agency, AgencySuccession, Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.calendars import actions, counting
from cchc_portal.calendars.models import Extension, Notice, Obligation
from cchc_portal.calendars.states import Standing
from tests.world import World, a_member, an_agency, entered

TODAY = datetime(2027, 3, 15, 2, tzinfo=UTC)
DAY = timedelta(days=1)
OVERVIEW = "/dong-nai/so-noi-vu/lich/tinh-hinh/"
LATER = "/dong-nai/so-noi-vu/lich/gia-han/"


@pytest.fixture
def opened(settled: World) -> Iterator[World]:
    """Monday 15 March 2027: two agencies owe the first quarter's report, due on Monday the 22nd."""
    with time_machine.travel(TODAY, tick=False):
        with entered(settled.province):
            Obligation.objects.all().delete()
            Notice.objects.all().delete()
            for agency in (settled.agency, settled.here.neighbour.agency):
                actions.open_year(agency, 2027)
            Obligation.objects.exclude(kind="report_q1").delete()
        yield settled


def signed_in(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def report(world: World) -> Obligation:
    found: Obligation = Obligation.objects.get(agency=world.agency)
    return found


def standing(world: World) -> Standing:
    return report(world).standing_on(timezone.localdate())


def figures() -> dict[str, int]:
    (tally,) = counting.of_year(2027, timezone.localdate())
    return tally.figures


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
            "Sở Tài chính xin gia hạn Báo cáo quý I năm 2027 đến thứ Bảy, 27/03/2027."
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
        (date(2027, 3, 30), True, "Đề nghị gia hạn Báo cáo quý I năm 2027 đang chờ Sở Nội vụ trả lời."),
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


def ended(world: World, kind: str, *heirs: Agency) -> Agency:
    agency = an_agency(world.province, "so-cu", "Sở cũ", "SC")
    actions.open_year(agency, 2027)
    Obligation.objects.filter(agency=agency).exclude(kind="report_q1").delete()
    agency.closed_on = date(2027, 3, 1)
    agency.save()
    for heir in heirs or (None,):
        AgencySuccession.objects.create(
            predecessor=agency,
            successor_province=world.province if heir else None,
            successor=heir,
            kind=kind,
            effective_on=date(2027, 3, 1),
            legal_document="Nghị quyết số 1/NQ-HĐND",
        )
    return agency


def test_a_merged_agencys_late_report_goes_to_its_successor(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "merge", opened.agency)
        done = actions.hand_over(agency, by=opened.reviewer)
        assert done.sentence == "Đã chuyển 1 việc của Sở cũ cho Sở Tài chính."
        assert Obligation.objects.get(agency=agency).transferred_to == opened.agency
        assert figures()["expected"] == 3


def test_of_an_abolished_agency_nothing_more_is_expected(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "abolish")
        done = actions.hand_over(agency, by=opened.reviewer)
        assert done.sentence == "Sở cũ đã giải thể: 1 việc không còn phải thực hiện."
        row = Obligation.objects.get(agency=agency)
        assert row.exempted_because == "Sở cũ giải thể theo Nghị quyết số 1/NQ-HĐND"


def test_a_split_agencys_work_is_given_out_by_hand(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "split", opened.agency, opened.here.neighbour.agency)
        with pytest.raises(Refused) as refused:
            actions.hand_over(agency, by=opened.reviewer)
    assert refused.value.reason == (
        "Sở cũ có nhiều cơ quan kế thừa (Sở Tài chính, Sở Xây dựng). Mở từng việc để chọn cơ quan nhận."
    )


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


# --- pages


def test_each_figure_opens_the_rows_behind_it(opened: World) -> None:
    with entered(opened.province):
        actions.submit(report(opened), at=TODAY)
    client = signed_in(opened.reviewer)
    page = client.get(OVERVIEW, {"nam": "2027"})
    (row,) = page.context["rows"]
    assert (row["tally"].name, row["tally"].share) == ("Báo cáo quý I năm 2027", 50)
    for key, _, count in row["cells"]:
        asked = {"nam": "2027", "viec": "report_q1", "lan": "", "so": key}
        behind = client.get(f"{OVERVIEW}danh-sach/", asked)
        assert len(behind.context["rows"]) == count


@pytest.mark.parametrize("part", ["", "danh-sach/"])
@pytest.mark.parametrize(
    ("person", "status"),
    [("reviewer", 200), ("province_admin", 200), ("stranger", 404), ("foreigner", 404)],
)
def test_who_sees_how_agencies_stand(opened: World, part: str, person: str, status: int) -> None:
    assert signed_in(getattr(opened, person)).get(f"{OVERVIEW}{part}").status_code == status


def test_an_agencys_own_people_do_not_see_how_others_stand(opened: World) -> None:
    client = signed_in(opened.head)
    for page in ("tinh-hinh/", "tinh-hinh/danh-sach/", "gia-han/"):
        assert client.get(f"/dong-nai/so-tai-chinh/lich/{page}").status_code == 409


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_pages_of_figures_take_as_many_queries_for_many_rows(opened: World, agencies: int) -> None:
    with entered(opened.province):
        for number in range(1, agencies):
            agency = an_agency(opened.province, f"so-{number}", f"Sở {number}", f"S{number}")
            actions.open_year(agency, 2027)
    client = signed_in(opened.reviewer)
    taken = []
    for address in (f"{OVERVIEW}?nam=2027", f"{OVERVIEW}danh-sach/?nam=2027&viec=report_q1"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        taken.append(
            sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries.captured_queries)
        )
    assert taken == [4 + 4, 4 + 2]


def test_an_extension_on_the_pages(opened: World) -> None:
    with entered(opened.province):
        owed = report(opened)
    address = f"/dong-nai/so-tai-chinh/lich/{owed.pk}/xin-gia-han/"
    assert signed_in(opened.stranger).get(address).status_code == 404
    assert signed_in(opened.agency_admin).get(address).status_code == 409
    client = signed_in(opened.drafter)
    page = client.post(address, {"to": "22/03/2027", "reason": "Chờ số liệu"})
    assert page.context["form"].errors == {"to": ["Chọn một ngày sau hạn hiện nay (22/03/2027)."]}
    page = client.post(address, {"to": "26/03/2027", "reason": "Chờ số liệu"}, follow=True)
    assert [row["asked_to"] for row in page.context["rows"]] == [date(2027, 3, 26)]
    with entered(opened.province):
        asked = Extension.objects.get()
    reviewer = signed_in(opened.reviewer)
    assert [each.pk for each in reviewer.get(LATER).context["waiting"]] == [asked.pk]
    page = reviewer.post(f"{LATER}{asked.pk}/", {"granted": "no", "answer": ""})
    assert page.context["form"].errors == {"answer": ["Nêu lý do không đồng ý."]}
    assert reviewer.post(f"{LATER}{asked.pk}/", {"granted": "yes"})["Location"] == LATER
    with entered(opened.province):
        assert report(opened).due_on == date(2027, 3, 26)
    assert reviewer.get(f"{OVERVIEW}{owed.pk}/").context["events"][-1]["what"] == (
        "Đồng ý gia hạn đến 26/03/2027."
    )


def test_exemption_and_transfer_on_the_pages(opened: World) -> None:
    with entered(opened.province):
        owed = report(opened)
        heir = opened.here.neighbour.agency
    client = signed_in(opened.reviewer)
    page = client.post(f"{OVERVIEW}{owed.pk}/chuyen/", {"to": heir.pk, "reason": "Sáp nhập"}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã chuyển Báo cáo quý I năm 2027 cho Sở Xây dựng."
    ]
    page = client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": ""})
    assert page.context["form"].errors == {"reason": ["Nhập lý do miễn."]}
    client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": "Không phát sinh"})
    with entered(opened.province):
        assert (report(opened).transferred_to, report(opened).exempted_because) == (heir, "Không phát sinh")
    assert client.post(f"{OVERVIEW}{owed.pk}/mien/", {"reason": "Lại"}).status_code == 409


def test_the_handing_over_of_an_ended_agency_says_what_it_did(opened: World) -> None:
    with entered(opened.province):
        agency = ended(opened, "merge", opened.agency)
        a_member(agency, title="Người cũ")
    client = signed_in(opened.reviewer)
    assert [each.name for each in client.get(f"{OVERVIEW}?nam=2027").context["ended"]] == ["Sở cũ"]
    page = client.post(f"{OVERVIEW}ban-giao/", {"co_quan": agency.pk}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [
        "Đã chuyển 1 việc của Sở cũ cho Sở Tài chính."
    ]
    assert list(page.context["ended"]) == []
