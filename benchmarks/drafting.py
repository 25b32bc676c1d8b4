"""What the editor costs by the size of the plan: opening it, one autosave, the preview of one block, all checks."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import plans
from plans.models import ContentItem, Plan
from plans.records import from_snapshot
from tests import world as worlds
from tests.world import World, entered

SIZES = (20, 100, 400)
MOST_QUERIES, MOST_KIB = 25, 600
ROUNDS = 5


@dataclass(frozen=True)
class Cost:
    """Median of the rounds: bytes of the answer, queries, seconds of CPU."""

    size: int
    kib: float
    queries: int
    cpu: float


@dataclass(frozen=True)
class Growth:
    """One request over the sizes."""

    name: str
    costs: list[Cost]

    @property
    def factor(self) -> float:
        """How often dearer the largest plan is than the smallest, as a share of how often larger it is: 1 is linear."""
        first, last = self.costs[0], self.costs[-1]
        return (last.cpu / first.cpu) / (last.size / first.size)

    def __str__(self) -> str:
        cells = "   ".join(
            f"{cost.size} dòng: {cost.kib:.0f} KiB, {cost.queries} truy vấn, {1000 * cost.cpu:.0f} ms"
            for cost in self.costs
        )
        return f"{self.name:<34} {cells}"


def measure() -> list[Growth]:
    """The caller has a private database open."""
    world = worlds.build()
    client = Client(SERVER_NAME="localhost")
    client.force_login(world.drafter.user)
    drafts = {size: _draft(world, size) for size in SIZES}
    return [
        Growth(name, [_cost(size, ask(client, drafts[size])) for size in SIZES])
        for name, ask in (
            ("Mở trang soạn thảo", _open),
            ("Tự lưu một ô", _save),
            ("Xem trước một dòng", _preview),
            ("Kiểm tra khi soạn", _check),
        )
    ]


def _draft(world: World, size: int) -> Plan:
    snapshot = plans.with_rows(size)
    office = world.drafter.post.agency
    with entered(world.province):
        return from_snapshot({**snapshot, "number": None, "issued_on": None}, office, by=world.drafter.user)


Ask = Callable[[], Any]


def _cost(size: int, ask: Ask) -> Cost:
    if ask().status_code != HTTPStatus.OK:
        raise RuntimeError("Không đo được: trang không trả lời như mong đợi.")
    seconds, answers = [], []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as captured:
            before = time.process_time()
            answers.append(ask())
            seconds.append(time.process_time() - before)
    return Cost(size, len(answers[-1].content) / 1024, len(captured), median(seconds))


def _address(plan: Plan, name: str, **more: Any) -> str:
    own = {"province": plan.province.slug, "agency": plan.agency.slug, "plan_id": plan.pk}
    return reverse(f"plans:{name}", kwargs=own | more)


def _open(client: Client, plan: Plan) -> Ask:
    return lambda: client.get(_address(plan, "edit"))


def _save(client: Client, plan: Plan) -> Ask:
    at, words = _last_item(plan)
    texts = _alternating(words)

    def ask() -> Any:
        was, now = next(texts)
        change = {"op": "set", "at": at, "fields": {"content": {"was": was, "now": now}}}
        body = json.dumps({"sitting": "do-luong", "place": at, "changes": [change]})
        return client.post(_address(plan, "save"), body, content_type="application/json")

    return ask


def _preview(client: Client, plan: Plan) -> Ask:
    at, _ = _last_item(plan)
    return lambda: client.get(_address(plan, "preview_part", anchor=at))


def _check(client: Client, plan: Plan) -> Ask:
    return lambda: client.get(_address(plan, "findings"))


def _last_item(plan: Plan) -> tuple[str, str]:
    with entered(plan.province):
        item = ContentItem.objects.filter(plan=plan).order_by("id").last()
        return f"noi-dung-{item.pk}", item.content


def _alternating(words: str) -> Iterator[tuple[str, str]]:
    """(what stands there, what is typed), for ever."""
    now, turn = words, 0
    while True:
        turn += 1
        was, now = now, f"{words} lần {turn}"
        yield was, now
