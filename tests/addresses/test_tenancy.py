"""Every address of an agency answers its own people and nobody else: anonymous, strangers of the same province, people of other
provinces, each with whole addresses and with single objects that are not theirs.

A route without a declared audience, or with a part of its address that nothing here can fill, fails.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cchc_portal.agencies.pages import AGENCY, PUBLIC, SIGNED_IN
from plans.models import Plan
from plans.states import PlanState
from plans.views.kinds import KINDS
from tests.addresses.known import (
    CONSTANT,
    METHODS,
    NOBODY,
    OF_AGENCY,
    OF_PROVINCE,
    ROUTES,
    Route,
    Setting,
    ask,
    client_of,
    nowhere,
    sign_in_from,
    values_for,
)
from tests.world import entered

LEAST_ROUTES = 45

by_name = pytest.mark.parametrize("route", OF_AGENCY, ids=str)


# --- the walk itself


def test_every_route_declares_its_audience() -> None:
    assert [str(route) for route in ROUTES if route.audience not in {PUBLIC, SIGNED_IN, AGENCY}] == []
    assert len(ROUTES) >= LEAST_ROUTES
    assert len({route.name for route in ROUTES}) == len(ROUTES)


def test_every_part_of_every_address_can_be_filled(at: Setting) -> None:
    for route in OF_AGENCY + OF_PROVINCE:
        assert set(values_for(route, at.home)) == set(route.parts)


def test_an_address_below_an_agency_is_the_agencys_own() -> None:
    public_below = [route.name for route in ROUTES if "agency" in route.parts and route.audience != AGENCY]
    assert public_below == []


# --- behind an agency's door


@by_name
def test_the_agencys_own_people_are_let_in(at: Setting, route: Route) -> None:
    """Else what strangers are refused below might be refused to all. Some pages are for who follows the agencies, in their own."""
    there = values_for(route, at.home)
    at_their_desk = there | {"agency": at.world.reviewer.agency.slug} if "agency" in there else there
    own = [(person, there) for person in (at.world.drafter, at.world.head, at.world.clerk)]
    answers = []
    for person, values in (*own, (at.world.reviewer, at_their_desk)):
        for method in ("get", "post"):
            answers.append(ask(client_of(person), method, route.path(values))[0])
    assert set(answers) - {404, 405} != set()
    assert max(answers) < 500


@by_name
@pytest.mark.parametrize("method", METHODS)
def test_anonymous_is_asked_to_sign_in_whether_it_is_there_or_not(
    at: Setting, route: Route, method: str
) -> None:
    client = Client()
    there = route.path(values_for(route, at.home))
    missing = route.path({part: part if part in CONSTANT else nowhere(part) for part in route.parts})
    answers = [ask(client, method, path) for path in (there, missing)]
    if answers[0][0] == 405:
        assert answers[0] == answers[1]
    else:
        assert [answer[:3] for answer in answers] == [
            (302, "text/html; charset=utf-8", sign_in_from(path)) for path in (there, missing)
        ]


OUTSIDERS = (
    "stranger", "neighbouring head", "foreigner", "foreign head", "foreign reviewer", "foreign province admin",
    "person of the closed province", "platform admin", "account without post",
)  # fmt: skip


def outsider(at: Setting, who: str) -> Any:
    world = at.world
    return {
        "stranger": world.stranger,
        "neighbouring head": world.here.neighbour.head,
        "foreigner": world.foreigner,
        "foreign head": world.there.home.head,
        "foreign reviewer": world.there.reviewer,
        "foreign province admin": world.there.province_admin,
        "person of the closed province": world.closed_office.head,
        "platform admin": world.platform_admin,
        "account without post": at.nobody,
    }[who]


@by_name
def test_outsiders_find_nothing_at_a_whole_address(at: Setting, route: Route) -> None:
    """404, and the very answer that an agency or an object which does not exist would get (which provinces exist is public)."""
    there = values_for(route, at.home)
    missing = [{**there, part: nowhere(part)} for part in route.parts if part not in CONSTANT | {"province"}]
    for who in OUTSIDERS:
        client = client_of(outsider(at, who))
        thorough = who in ("stranger", "foreigner")
        for method in METHODS if thorough else METHODS[:2]:
            answer = ask(client, method, route.path(there))
            assert answer[0] in ({404} if method == "get" and answer[0] != 405 else {404, 405}), (who, method)
            assert {
                ask(client, method, route.path(values)) for values in missing[: None if thorough else 1]
            } == {answer}, (who, method)


@by_name
@pytest.mark.parametrize("who", ["neighbour", "abroad"])
def test_no_object_of_another_is_reached_through_ones_own_address(
    at: Setting, route: Route, who: str
) -> None:
    """One part after the other is another's: answered as if it did not exist."""
    office = at.world.here.neighbour if who == "neighbour" else at.world.there.home
    own = at.neighbour if who == "neighbour" else at.abroad
    clients = [client_of(person) for person in (office.drafter, office.head, office.clerk)]
    for kind in KINDS if "row_id" in route.parts else ("muc",):
        mine, theirs = values_for(route, own, kind), values_for(route, at.home, kind)
        for part in route.parts:
            if part in CONSTANT | {"province", "agency"} or mine[part] == theirs[part]:
                continue
            for client in clients if kind == "muc" else clients[:1]:
                for method in ("get", "post"):
                    answer = ask(client, method, route.path({**mine, part: theirs[part]}))
                    assert answer == ask(client, method, route.path({**mine, part: nowhere(part)})), (
                        part,
                        kind,
                    )
                    refusals = (
                        {404, 405} if client is clients[0] else {404, 405, 409}
                    )  # 409: this post may not edit at all
                    assert answer[0] in refusals, (part, kind, method)


def test_those_who_oversee_read_what_is_issued_and_nothing_before(at: Setting) -> None:
    client = client_of(at.world.reviewer)
    for state, plan in at.world.plans.items():
        path = reverse(
            "plans:detail", kwargs={"province": "dong-nai", "agency": "so-tai-chinh", "plan_id": plan.pk}
        )
        missing = path.replace(str(plan.pk), str(NOBODY))
        if state == PlanState.ISSUED:
            assert client.get(path).status_code == 200
        else:
            assert ask(client, "get", path) == ask(client, "get", missing)
            assert client.get(path).status_code == 404


def test_heirs_read_the_closed_provinces_plans_and_cannot_begin_one(at: Setting) -> None:
    kwargs = {"province": "binh-phuoc", "agency": "so-tai-chinh"}
    heir, foreigner = client_of(at.world.heir), client_of(at.world.foreigner)
    detail = reverse("plans:detail", kwargs={**kwargs, "plan_id": at.world.closed_plan.pk})
    assert [heir.get(detail).status_code, foreigner.get(detail).status_code] == [200, 404]
    with entered(at.world.closed):
        before = Plan.objects.count()
    answer = heir.post(reverse("plans:create", kwargs=kwargs), {"subject": "Kế hoạch mới"})
    assert answer.status_code in {200, 409}
    with entered(at.world.closed):
        assert Plan.objects.count() == before


def test_signed_in_answers_are_kept_by_no_cache(at: Setting) -> None:
    client = client_of(at.world.drafter)
    for route in OF_AGENCY:
        assert client.get(route.path(values_for(route, at.home)))["Cache-Control"] == "no-store"
