"""Every address of the portal, found by walking the URLconf, answers as its declared audience says: anonymous, strangers of the
same province, people of other provinces, each with whole addresses and with single objects that are not theirs.

A route without a declared audience, or with a part of its address that nothing here can fill, fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from cchc_portal.agencies import guide
from cchc_portal.agencies.models import Membership, Role
from cchc_portal.agencies.pages import AGENCY, PUBLIC, SIGNED_IN
from cchc_portal.calendars.models import Obligation, ProvinceDay
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper
from plans.models import Plan
from plans.states import PlanState
from plans.views.kinds import KINDS
from publications.models import Announcement
from tests.world import Office, Side, World, a_member, a_plan, a_user, entered

LEAST_ROUTES = 45
METHODS = ("get", "post", "head", "put", "delete")
NOWHERE = {
    "province": "khong-co",
    "agency": "khong-co",
    "slug": "khong-co",
}  # other parts: a number that nobody has
NOBODY = 987_654

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


@dataclass(frozen=True)
class Route:
    name: str
    view: Any
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def audience(self) -> str:
        return str(getattr(self.view, "audience", "none declared"))

    def path(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={part: values[part] for part in self.parts})


def walk(resolver: URLResolver, above: tuple[str, ...] = (), parts: tuple[str, ...] = ()) -> Iterator[Route]:
    for found in resolver.url_patterns:
        names = tuple(found.pattern.converters) or tuple(found.pattern.regex.groupindex)
        inside = parts + tuple(name for name in names if name not in parts)
        if isinstance(found, URLPattern):
            yield Route(":".join((*above, found.name or "unnamed")), found.callback, inside)
        else:
            yield from walk(found, (*above, found.namespace) if found.namespace else above, inside)


ROUTES = sorted(walk(get_resolver()), key=str)
OF_AGENCY = [route for route in ROUTES if route.audience == AGENCY]
OF_PROVINCE = [route for route in ROUTES if route.audience == PUBLIC and "province" in route.parts]
by_name = pytest.mark.parametrize("route", OF_AGENCY, ids=str)


# --- the objects that an address may name


def objects_of(side: Side, office: Office, plan: Plan, draft: Plan) -> dict[str, Any]:
    """One of each of the office's things, by the part of an address that names it; `plan` is issued, and has papers."""
    paper = Paper.objects.get(pk=plan.paper_id)
    paper.state, paper.ready_at, paper.file_digest = (
        "ready",
        paper.asked_at,
        storage.store(side.province.pk, b"%PDF-"),
    )
    paper.save()
    news = Announcement.objects.get(plan=plan)
    day, _ = ProvinceDay.objects.get_or_create(
        day=date(2027, 1, 15), defaults={"kind": "off", "name": "Ngày nghỉ"}
    )
    obligation = Obligation.objects.filter(agency=office.agency).first() or Obligation.objects.create(
        agency=office.agency,
        kind="report_h1",
        year=2031,
        nominal_due_on=date(2031, 6, 15),
        due_on=date(2031, 6, 15),
    )
    rows = {kind: known.model.objects.filter(plan=draft).first().pk for kind, known in KINDS.items()}
    return {
        "province": side.province.slug,
        "agency": office.agency.slug,
        "plan_id": plan.pk,
        "draft": draft.pk,
        "paper_id": paper.pk,
        "slug": news.slug,
        "part": "thong-tin",
        "file_format": "pdf",
        "rows": rows,
        ("calendars:report_sent", "pk"): obligation.pk,
        ("calendars:remove_day", "pk"): day.pk,
    }


# What is done with a draft; the other addresses of plans are asked with an issued one.
OF_A_DRAFT = {
    f"plans:{name}"
    for name in ("submit", "delete", "edit", "part_edit", "row_add", "row_edit", "row_delete", "row_move")
}
CONSTANT = {"part", "file_format", "kind"}  # words of the portal, the same for all


def values_for(route: Route, things: dict[str, Any], kind: str = "muc") -> dict[str, Any]:
    """What fills the route's address."""
    filled: dict[str, Any] = {}
    for part in route.parts:
        if part == "kind":
            filled[part] = kind
        elif part == "row_id":
            filled[part] = things["rows"][kind]
        elif part == "plan_id" and route.name in OF_A_DRAFT:
            filled[part] = things["draft"]
        else:
            filled[part] = things[(route.name, part)] if part == "pk" else things[part]
    return filled


def nowhere(part: str) -> Any:
    return NOWHERE.get(part, NOBODY)


@dataclass
class Setting:
    world: World
    home: dict[str, Any]
    neighbour: dict[str, Any]
    abroad: dict[str, Any]
    nobody: Any  # an account without any post


@pytest.fixture(scope="module")
def setting(shared_world: World, django_db_blocker: DjangoDbBlocker) -> Setting:
    here, there = shared_world.here, shared_world.there
    with entered(here.province):
        home = objects_of(here, here.home, here.plans[PlanState.ISSUED], here.plans[PlanState.DRAFT])
        other = a_plan(here.neighbour.agency, by=here.neighbour.drafter, state=PlanState.ISSUED)
        draft = a_plan(here.neighbour.agency, by=here.neighbour.drafter)
        neighbour = objects_of(here, here.neighbour, other, draft)
    with entered(there.province):
        abroad = objects_of(there, there.home, there.plans[PlanState.ISSUED], there.plans[PlanState.DRAFT])
    return Setting(shared_world, home, neighbour, abroad, a_user("Không giữ vị trí nào"))


@pytest.fixture
def at(setting: Setting, settled: World) -> Setting:
    """The setting, each test undone."""
    return setting


def client_of(person: Membership | Any | None) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(getattr(person, "user", person))
    return client


def plain(response: HttpResponse) -> tuple[int, str, str, str]:
    """An answer without what differs from request to request."""
    body = response.content.decode("utf-8", "replace")
    body = re.sub(r'(nonce|value)="[\w+/=-]{20,}"|csrf\w*["\': ]+[\w-]{20,}', "", body)
    body = re.sub(r"X-CSRFToken[^}]*\}", "", body)
    return response.status_code, response.get("Content-Type", ""), response.get("Location", ""), body


def ask(client: Client, method: str, path: str) -> tuple[int, str, str, str]:
    return plain(getattr(client, method)(path))


def sign_in_from(path: str) -> str:
    return f"{reverse('account_login')}?next={path}"


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
    """Else what strangers are refused below might be refused to all."""
    answers = []
    for person in (at.world.drafter, at.world.head, at.world.clerk):
        for method in ("get", "post"):
            answers.append(ask(client_of(person), method, route.path(values_for(route, at.home)))[0])
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


# --- for everybody


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
    assert [route.name for route in signed_in] == ["desk"]
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
    known = {"desk", "catalogue", "guide", *(f"guide_{slug}" for slug in guide.PAGES)} | set(SIGNING_IN)
    assert [route.name for route in ROUTES if ":" not in route.name and route.name not in known] == []


def test_signed_in_answers_are_kept_by_no_cache(at: Setting) -> None:
    client = client_of(at.world.drafter)
    for route in OF_AGENCY:
        assert client.get(route.path(values_for(route, at.home)))["Cache-Control"] == "no-store"


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
    assert [post.pk for post in offered] == [at.world.drafter.pk, second.pk]
    assert ended.pk not in {post.pk for post in offered}
    assert client_of(at.nobody).get(reverse("desk")).context["posts"] == []


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
    answer = client_of(at.world.drafter).get("/dong-nai/so-tai-chinh/ke-hoach/1/trinh/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "<h1>Cần bấm nút trên trang</h1>" in answer.content.decode()
