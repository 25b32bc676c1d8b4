"""Two tabs save at the same moment, each on a connection of its own: no text vanishes without being shown to somebody."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from plans import permissions
from plans.actions import door, sittings
from plans.models import ContentItem, Plan
from plans.states import PlanState
from tests.world import World, entered

TURNS = 25


class Tab:
    """What a page does: it remembers what it has loaded, sends field by field, and shows what comes back."""

    def __init__(self, world: World, user: Any, key: str) -> None:
        plan = world.plans[PlanState.DRAFT]
        self.client, self.key = Client(), key
        self.client.force_login(user)
        own = {"province": world.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk}
        self.address = reverse("plans:save", kwargs=own)
        self.loaded: dict[str, str] = {}
        self.saved: list[str] = []
        self.shown: list[str] = []

    def type(self, at: str, words: str) -> None:
        field = {"was": self.loaded.get(at, ""), "now": words}
        change = {"op": "set", "at": at, "fields": {"note": field}}
        body = json.dumps({"sitting": self.key, "place": at, "changes": [change]})
        answer = self.client.post(self.address, body, content_type="application/json")
        assert answer.status_code == 200, answer.content
        [result] = answer.json()["results"]
        if "conflict" in result:
            theirs = result["conflict"]["note"]["theirs"]
            self.shown.append(words)
            self.loaded[at] = theirs
        else:
            self.saved.append(words)
            self.loaded[at] = words


def _items(world: World) -> list[str]:
    with entered(world.province):
        rows = ContentItem.objects.filter(plan=world.plans[PlanState.DRAFT]).order_by("id")[:2]
        return [f"noi-dung-{row.pk}" for row in rows]


def test_of_two_saves_of_one_field_one_stands_and_the_other_is_shown(
    transactional_db: None, world: World
) -> None:
    [at, _] = _items(world)
    tabs = [Tab(world, world.drafter.user, "a"), Tab(world, world.unit_head.user, "b")]
    barrier = Barrier(2)

    def type_once(tab: Tab) -> None:
        try:
            barrier.wait(timeout=30)
            tab.type(at, f"Ghi chú của {tab.key}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(type_once, tabs))
    assert sorted(len(tab.saved) for tab in tabs) == [0, 1]
    assert sorted(len(tab.shown) for tab in tabs) == [0, 1]
    with entered(world.province):
        stands = ContentItem.objects.get(pk=at.rpartition("-")[2]).note
    assert [stands] == [words for tab in tabs for words in tab.saved]


def test_a_tab_sits_down_while_its_own_first_save_is_under_way(transactional_db: None, world: World) -> None:
    """Else the ping waits for the save's lock, and the save for the seat that the ping has written: a deadlock."""
    tab = Tab(world, world.drafter.user, "a")
    plan = world.plans[PlanState.DRAFT]

    presence = tab.address.replace("/luu/", "/tinh-hinh/")

    def ping() -> int:
        try:
            return tab.client.get(presence, {"phien": tab.key}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, entered(world.province):
        door.locked(plan.pk, by=world.drafter, may=permissions.may_edit)
        assert pool.submit(ping).result(timeout=20) == 200
        assert sittings.sit_down(plan, tab.key, "", by=world.drafter).key == tab.key


def test_whatever_two_people_type_is_saved_or_shown(transactional_db: None, world: World) -> None:
    """Each text once typed has been saved at its time, or shown to its author as one of two; the last saved stands."""
    places = _items(world)
    tabs = [Tab(world, world.drafter.user, "a"), Tab(world, world.unit_head.user, "b")]

    def work(tab: Tab) -> None:
        choose = random.Random(tab.key)
        try:
            for turn in range(TURNS):
                tab.type(choose.choice(places), f"{tab.key} lần {turn}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, tabs))
    for tab in tabs:
        typed = [f"{tab.key} lần {turn}" for turn in range(TURNS)]
        assert sorted(tab.saved + tab.shown) == sorted(typed)
    with entered(world.province):
        plan = Plan.objects.get(pk=world.plans[PlanState.DRAFT].pk)
        stand = {f"noi-dung-{row.pk}": row.note for row in ContentItem.objects.filter(plan=plan)}
    saved = {words for tab in tabs for words in tab.saved}
    assert {stand[place] for place in places} <= saved
    assert plan.revision == world.plans[PlanState.DRAFT].revision + len(saved)
