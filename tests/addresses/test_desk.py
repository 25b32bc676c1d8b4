"""After signing in: the desk, the chosen post, and the way back when a session ended before a button was pressed."""

from datetime import date

from django.test import Client
from django.urls import reverse

from cchc_portal.agencies.models import Role
from tests.addresses.known import Setting, client_of, sign_in_from
from tests.world import a_member, entered

# --- the desk


def test_the_desk_leads_to_the_only_post_or_offers_those_of_every_province(at: Setting) -> None:
    client = client_of(at.world.drafter)
    assert client.get(reverse("desk")).headers["Location"] == "/dong-nai/so-tai-chinh/ke-hoach/viec/"
    with entered(at.world.there.province):
        second = a_member(at.world.there.home.agency, Role.CLERK, user=at.world.drafter.user)
        ended = a_member(
            at.world.there.home.agency, Role.CLERK, user=at.world.drafter.user, ends_on=date(2025, 1, 1)
        )
    offered = client.get(reverse("desk")).context["posts"]
    assert [post.pk for post, _ in offered] == [at.world.drafter.pk, second.pk]
    assert ended.pk not in {post.pk for post, _ in offered}
    assert client_of(at.nobody).get(reverse("desk")).context["posts"] == []


def test_an_agencys_own_address_leads_its_people_to_their_work_and_others_to_its_plans(at: Setting) -> None:
    world = at.world
    home = reverse("agency_home", kwargs={"province": "dong-nai", "agency": "so-tai-chinh"})
    base = f"{home}ke-hoach/"
    people = {"drafter": f"{base}viec/", "clerk": f"{base}viec/", "reviewer": base, "province_admin": base}
    led = {who: client_of(getattr(world, who)).get(home).headers["Location"] for who in people}
    assert led == people
    assert Client().get(home).headers["Location"] == sign_in_from(home)
    # Given the reviewer's own agency, it is how the agencies stand
    office = reverse("agency_home", kwargs={"province": "dong-nai", "agency": world.reviewer.agency.slug})
    assert client_of(world.reviewer).get(office).headers["Location"] == f"{office}theo-doi/"


def test_a_person_with_two_posts_in_one_agency_acts_in_the_chosen_one(at: Setting) -> None:
    drafter = at.world.drafter
    with entered(at.world.province):
        second = a_member(at.world.agency, Role.CLERK, user=drafter.user)
    client = client_of(drafter)
    tasks = "/dong-nai/so-tai-chinh/ke-hoach/viec/"
    acted = [
        client.get(address).wsgi_request.membership.pk
        for address in (tasks, f"{tasks}?vi-tri={second.pk}", tasks, f"{tasks}?vi-tri=0", f"{tasks}?vi-tri=x")
    ]
    assert acted == [drafter.pk, second.pk, second.pk, drafter.pk, drafter.pk]


# --- a session that ended before a button was pressed


def test_signing_in_again_leads_back_to_the_page_of_the_button(at: Setting) -> None:
    verb, page = "/dong-nai/so-tai-chinh/ke-hoach/1/trinh/", "/dong-nai/so-tai-chinh/ke-hoach/1/"
    sent = [
        Client().post(verb, headers=headers).headers["Location"]
        for headers in (
            {"Referer": f"http://testserver{page}"},
            {"Referer": f"https://elsewhere.example{page}"},
            {},
        )
    ]
    assert sent == [sign_in_from(page), sign_in_from(verb), sign_in_from(verb)]


def test_a_buttons_address_opened_as_a_page_is_explained(at: Setting) -> None:
    answer = client_of(at.world.drafter).get("/dong-nai/so-tai-chinh/ke-hoach/1/rut-lai/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "<h1>Cần bấm nút trên trang</h1>" in answer.content.decode()
