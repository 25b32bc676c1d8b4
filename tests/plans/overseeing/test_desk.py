"""Sở Nội vụ's desk: the first screen of who follows the agencies, in few queries whatever the rows; every figure leads to its rows."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cchc_portal.agencies.models import Agency, Membership, Role
from cchc_portal.calendars import actions
from cchc_portal.calendars.models import Obligation
from plans.models import Plan
from plans.states import PlanState
from tests.plans.asking import as_, queries, text_of
from tests.plans.overseeing.overseen_rows import DESK, a_year, owes
from tests.world import World, a_member, a_plan

MOST = 12


def test_who_follows_the_agencies_begins_there_and_everybody_else_with_their_own_work(settled: World) -> None:
    asked = {"reviewer": DESK, "drafter": "/dong-nai/so-tai-chinh/ke-hoach/viec/"}
    for who, home in asked.items():
        assert as_(getattr(settled, who)).get("/viec-cua-toi/")["Location"] == home


def test_of_several_posts_each_leads_to_its_own_first_page(settled: World) -> None:
    with a_year(settled):
        second = a_member(settled.agency, Role.DRAFTER, title="Chuyên viên kiêm nhiệm")
        Membership.objects.filter(pk=second.pk).update(user=settled.reviewer.user)
    page = as_(settled.reviewer).get("/viec-cua-toi/").content.decode()
    assert [
        page.count(f'href="{home}?vi-tri=') for home in (DESK, "/dong-nai/so-tai-chinh/ke-hoach/viec/")
    ] == [1, 1]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("reviewer", 200),
        ("province_admin", 200),
        ("drafter", 404),
        ("stranger", 404),
        ("foreigner", 404),
    ],
)
def test_who_may_see_it(settled: World, who: str, status: int) -> None:
    assert as_(getattr(settled, who)).get(DESK).status_code == status


def test_it_stands_at_the_office_that_follows_alone(settled: World) -> None:
    page = as_(settled.reviewer).get("/dong-nai/so-tai-chinh/theo-doi/")
    assert (page.status_code, text_of(page).count("dành cho người theo dõi tại Sở Nội vụ")) == (409, 1)


def test_its_entry_stands_first_where_it_belongs(settled: World) -> None:
    def entries(who: str, address: str) -> list[str]:
        page = as_(getattr(settled, who)).get(address)
        return [link.label for link in page.context["entries"]][:2]

    assert entries("reviewer", DESK) == ["Theo dõi", "Việc của tôi"]
    assert entries("reviewer", "/dong-nai/so-tai-chinh/ke-hoach/") == ["Việc của tôi", "Kế hoạch"]
    assert entries("drafter", "/dong-nai/so-tai-chinh/ke-hoach/") == ["Việc của tôi", "Kế hoạch"]


def test_it_says_who_is_late_with_what_and_for_how_long(settled: World) -> None:
    with a_year(settled) as agencies:
        page = as_(settled.reviewer).get(DESK)
        late = Obligation.objects.get(agency=agencies["building"], kind="plan")
    assert (
        text_of(page).count(
            "Sở Xây dựng: Gửi kế hoạch năm 2027 Hạn thứ Hai, 01/02/2027, quá hạn 32\u00a0ngày làm việc".replace(
                "\u00a0", " "
            )
        )
        == 1
    )
    assert page.content.decode().count(f'href="/dong-nai/so-noi-vu/lich/tinh-hinh/{late.pk}/"') == 3


def figures(page: Any) -> list[tuple[int, str]]:
    """Every figure of the page with the address of its rows."""
    context = page.context
    told = [(count, href) for _, count, href in context["late_more"]]
    for row in context["asked"]:
        for cell in row["cells"]:
            told += [(cell["count"].open, cell["open_href"]), (cell["count"].overdue, cell["overdue_href"])]
    return [(count, href) for count, href in told if count]


def test_every_figure_leads_to_as_many_rows(settled: World) -> None:
    with a_year(settled):
        client = as_(settled.reviewer)
        told = figures(client.get(DESK))
        found = [client.get(href.split("#")[0]).context["page"].paginator.count for _, href in told]
    assert (len(told), found) == (7, [count for count, _ in told])


def test_from_a_figure_the_paper_is_two_presses_away(settled: World) -> None:
    with a_year(settled) as agencies:
        plan = Plan.objects.get(agency=agencies["finance"], state=PlanState.ISSUED)
        client = as_(settled.reviewer)
        page = client.get(f"{DESK}?nam=2027&viec=ke-hoach&tinh_trang=issued")
        paper = f"/dong-nai/so-tai-chinh/ke-hoach/{plan.pk}/"
        assert page.content.decode().count(f'href="{paper}"') == 2
        assert client.get(paper).status_code == 200


def test_what_waits_for_the_reader_stands_beside_it(settled: World) -> None:
    with a_year(settled) as agencies:
        owed = Obligation.objects.get(agency=agencies["building"], kind="plan")
        asked = actions.ask_extension(
            owed, by=settled.here.neighbour.drafter, to=date(2027, 4, 5), reason="Chờ số liệu"
        )
        waiting = as_(settled.reviewer).get(DESK).context["waiting"]
        assert ([row.pk for row in waiting.extensions], waiting.plans, waiting.submissions) == (
            [asked.pk],
            [],
            [],
        )
        actions.decide_extension(asked, granted=True, by=settled.reviewer)
        assert as_(settled.reviewer).get(DESK).context["waiting"].total == 0


def test_a_draft_of_their_own_office_waits_for_who_writes_there(settled: World) -> None:
    with a_year(settled):
        post = settled.reviewer.post
        post.roles = [Role.REVIEWER, Role.DRAFTER]
        post.save()
        plan = a_plan(settled.reviewer.agency, by=settled.reviewer)
        assert as_(settled.reviewer).get(DESK).context["waiting"].plans == [plan]


def test_a_year_without_anything_says_so(settled: World) -> None:
    with a_year(settled):
        Obligation.objects.all().delete()
        page = text_of(as_(settled.reviewer).get(DESK))
    for sentence in (
        "Không cơ quan nào có việc quá hạn.",
        "Không có việc nào sắp đến hạn trong ba tháng tới.",
        "Không có việc đang chờ xử lý.",
    ):
        assert page.count(sentence) == 1


@pytest.mark.parametrize(
    "asked", ["?nam=abc", "?nam=1900", "?loai=khong", "?viec=?&tinh_trang=?", "?trang=999"]
)
def test_an_address_that_asks_for_what_is_not_shows_the_whole(settled: World, asked: str) -> None:
    with a_year(settled):
        page = as_(settled.reviewer).get(f"{DESK}{asked}")
    assert (page.status_code, page.context["page"].paginator.count) == (200, 4)


def many(world: World, count: int) -> None:
    """More agencies, each late with two things, with a plan and an extension asked for."""
    made = Agency.objects.bulk_create(
        Agency.in_province(
            slug=f"co-quan-{number}", name=f"Cơ quan {number}", level="so", sort_key=f"{number:04}"
        )
        for number in range(count)
    )
    first = Plan.objects.filter(state=PlanState.DRAFT)[0]
    for agency in made:
        owes(agency, "report_q1", date(2027, 3, 22))
        owed = owes(agency, "plan", date(2027, 2, 1))
        owed.extensions.create(asked_to=date(2027, 4, 1), reason="Bận", asked_by=world.drafter.user)
    for owner in (*made, world.reviewer.agency):
        Plan.objects.create(
            agency=owner, period_from=first.period_from, period_to=first.period_to, subject="Kế hoạch"
        )


def client_of_a_writer(world: World) -> Client:
    post = world.reviewer.post
    post.roles = [Role.REVIEWER, Role.DRAFTER]
    post.save()
    return as_(world.reviewer)


def test_it_asks_as_much_for_a_hundred_agencies_as_for_one(settled: World) -> None:
    found = []
    with a_year(settled):
        client = client_of_a_writer(settled)
        for count in (1, 3, 100):
            Agency.objects.filter(slug__startswith="co-quan-").delete()
            many(settled, count)
            found.append(queries(client, DESK))
            Obligation.objects.filter(agency__slug__startswith="co-quan-").delete()
            Plan.objects.filter(agency__slug__startswith="co-quan-").delete()
    assert found == [found[0]] * 3
    assert found[0] <= MOST
