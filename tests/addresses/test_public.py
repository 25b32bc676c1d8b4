"""What is public is the same for everybody; signing in and the pages behind it answer as written."""

import pytest
from django.test import Client
from django.urls import reverse

from cchc_portal.agencies import guide
from cchc_portal.agencies.pages import SIGNED_IN
from publications.models import Announcement
from tests.addresses.known import (
    METHODS,
    NOWHERE,
    OF_PROVINCE,
    ROUTES,
    Route,
    Setting,
    ask,
    client_of,
    sign_in_from,
    values_for,
)
from tests.world import entered

# What allauth's own pages answer to GET: (anonymous, a member). 302 without an account leads to signing in.
SIGNING_IN = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_reauthenticate": (302, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_email": (302, 302),
    "account_signup": (200, 302),
}


@pytest.mark.parametrize("route", OF_PROVINCE, ids=str)
def test_what_is_public_is_the_same_for_everybody_and_what_is_not_is_nowhere(
    at: Setting, route: Route
) -> None:
    people = [client_of(person) for person in (None, at.world.drafter, at.world.stranger, at.world.foreigner)]
    there = values_for(route, at.home)
    elsewhere = route.path({**there, "province": "dong-thap"})
    missing = (
        route.path({**there, "slug": NOWHERE["slug"]})
        if "slug" in there
        else route.path({**there, **NOWHERE})
    )
    missing_elsewhere = route.path({**there, **NOWHERE, "province": "dong-thap"})
    for client in people:
        if "slug" in there:  # not yet public
            assert ask(client, "get", route.path(there)) == ask(client, "get", missing)
        assert client.get(missing).status_code == 404
    with entered(at.world.province):
        Announcement.objects.filter(slug=at.home["slug"]).update(published_at="2027-01-20T00:00:00Z")
    for client in people:
        assert client.get(route.path(there)).status_code == 200
        assert client.post(route.path(there)).status_code in {200, 405}
        if "slug" in there:
            with entered(at.world.there.province):
                Announcement.objects.filter(slug=there["slug"]).update(published_at=None)
            assert ask(client, "get", elsewhere) == ask(client, "get", missing_elsewhere)


def test_the_first_page_is_for_everybody(at: Setting) -> None:
    for person in (None, at.world.drafter, at.world.foreigner, at.nobody):
        assert client_of(person).get(reverse("publications:home")).status_code == 200


def test_signed_in_pages_ask_for_an_account(at: Setting) -> None:
    signed_in = [route for route in ROUTES if route.audience == SIGNED_IN]
    assert [route.name for route in signed_in] == [
        "desk",
        "national_days",
        "platform_provinces",
        "remove_national_day",
    ]
    for route in signed_in:
        path = route.path(dict.fromkeys(route.parts, 1))
        assert ask(Client(), "get", path)[::2] == (302, sign_in_from(path))
    for method in METHODS:
        assert ask(Client(), method, reverse("desk"))[::2] == (302, sign_in_from(reverse("desk")))


def test_signing_in_answers_as_written(at: Setting) -> None:
    own = [route for route in ROUTES if route.name.startswith("account_")]
    values = {"uidb36": "1", "key": "khong-co"}
    answers = {
        route.name: tuple(
            client_of(person).get(route.path(values)).status_code for person in (None, at.world.drafter)
        )
        for route in own
    }
    assert answers == SIGNING_IN


def test_what_is_neither_the_portals_nor_of_signing_in_is_not_there() -> None:
    known = {
        "desk",
        "catalogue",
        "catalogue_plans",
        "trying",
        "guide",
        "agency_home",
        "agency_names",
        "national_days",
        "platform_provinces",
        "remove_national_day",
        "calendar_feed",
        *(f"guide_{slug}" for slug in guide.PAGES),
    } | set(SIGNING_IN)
    assert [route.name for route in ROUTES if ":" not in route.name and route.name not in known] == []
