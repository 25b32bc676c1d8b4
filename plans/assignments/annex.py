"""The consolidated annex of a year: every item that agencies have issued, grouped by task, area, channel or month.

An item stands in each group that it belongs to, and in a last one where it belongs to none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, TextChoices

from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam import dates
from plans.areas import AREAS
from plans.assignments.standing import tasks_of_year
from plans.models import ChannelUse, ContentItem, Responsibility, TaskAnswer
from plans.states import PLANS, PlanState


class Grouping(TextChoices):
    TASK = "nhiem-vu", "Nhiệm vụ được giao"
    AREA = "linh-vuc", "Lĩnh vực"
    CHANNEL = "hinh-thuc", "Hình thức tuyên truyền"
    MONTH = "thang", "Tháng thực hiện"


REST = {
    Grouping.TASK: "Không gắn nhiệm vụ",
    Grouping.AREA: "Không ghi lĩnh vực",
    Grouping.CHANNEL: "Không ghi hình thức",
    Grouping.MONTH: "Không ghi tháng (thường xuyên, định kỳ)",
}
CHUNK = 500


@dataclass(frozen=True)
class Group:
    """`number` is its place in the annex."""

    number: int
    label: str
    item_ids: tuple[int, ...]


@dataclass(frozen=True)
class Light:
    """What grouping needs to know of an item."""

    pk: int
    group: int
    plan: int
    areas: tuple[int, ...]
    time_from: date | None
    time_to: date | None


def items_of_year(year: int) -> Any:
    """Of plans issued for the year, but for the People's Committee's own."""
    start, end = dates.year_period(year)
    items = ContentItem.objects.filter(
        plan__state=PlanState.ISSUED,
        plan__form__in=PLANS,
        plan__period_from__lte=end,
        plan__period_to__gte=start,
    )
    items = items.exclude(plan__agency__level=Agency.Level.PEOPLES_COMMITTEE)
    return items.order_by("plan__agency__sort_key", "plan_id", "group__position", "position", "id")


def groups(year: int, grouping: Grouping) -> list[Group]:
    """In the order of the catalogue that they come from, the rest last; empty ones are left out. At most four queries."""
    named = ("pk", "group_id", "plan_id", "areas", "time_from", "time_to")
    light = [
        Light(pk, group, plan, tuple(areas), start, end)
        for pk, group, plan, areas, start, end in items_of_year(year).values_list(*named)
    ]
    labels, keys = _KEYS[grouping](year, light)
    members: dict[Any, list[int]] = defaultdict(list)
    for item in light:
        for key in keys[item.pk] or [None]:
            members[key].append(item.pk)
    known = [(label, members[key]) for key, label in labels.items() if members.get(key)]
    if members.get(None):
        known.append((REST[grouping], members[None]))
    return [Group(number, label, tuple(ids)) for number, (label, ids) in enumerate(known, 1)]


Keys = tuple[dict[Any, str], dict[int, list[Any]]]


def _by_task(year: int, light: list[Light]) -> Keys:
    tasks = tasks_of_year(year)
    keys: dict[int, list[Any]] = defaultdict(list)
    links = TaskAnswer.objects.filter(task__in=[task.pk for task in tasks], item_key__isnull=False)
    for item, task in links.values_list("item_key", "task").order_by("id"):
        keys[item].append(task)
    return {task.pk: task.content for task in tasks}, keys


def _by_area(year: int, light: list[Light]) -> Keys:
    known = {item.pk: [area for area in item.areas if area in AREAS] for item in light}
    return dict(AREAS), defaultdict(list, known)


def _by_channel(year: int, light: list[Light]) -> Keys:
    """Channels of the item and of its group count alike; those of the whole plan where neither names any."""
    held: dict[tuple[str, int], list[int]] = defaultdict(list)
    uses = ChannelUse.objects.filter(plan__in={item.plan for item in light}).order_by(
        "channel__position", "channel__name", "id"
    )
    labels: dict[Any, str] = {}
    for name, channel, item, group, plan in uses.values_list(
        "channel__name", "channel", "item", "group", "plan"
    ):
        labels[channel] = name
        place = ("item", item) if item else ("group", group) if group else ("plan", plan)
        held[place].append(channel)
    keys: dict[int, list[Any]] = defaultdict(list)
    for each in light:
        said = held[("item", each.pk)] + held[("group", each.group)] or held[("plan", each.plan)]
        keys[each.pk] = list(dict.fromkeys(said))
    return labels, keys


def _by_month(year: int, light: list[Light]) -> Keys:
    """Every month that an item's time touches; an item of the whole year belongs to none."""
    first, last = dates.year_period(year)
    keys: dict[int, list[Any]] = defaultdict(list)
    for item in light:
        end = item.time_to or item.time_from
        start = item.time_from or item.time_to
        if start and end and not (start <= first and end >= last):
            keys[item.pk] = [
                month
                for month in range(1, 13)
                if (start.year, start.month) <= (year, month) <= (end.year, end.month)
            ]
    return {month: f"Tháng {month}" for month in range(1, 13)}, keys


_KEYS = {
    Grouping.TASK: _by_task,
    Grouping.AREA: _by_area,
    Grouping.CHANNEL: _by_channel,
    Grouping.MONTH: _by_month,
}


@dataclass(frozen=True)
class Line:
    """An item as the annex prints it."""

    item: ContentItem

    @property
    def products(self) -> str:
        return "; ".join(product.text for product in self.item.products.all())

    @property
    def leads(self) -> str:
        return self._bodies(Responsibility.Part.LEAD)

    @property
    def supports(self) -> str:
        return self._bodies(Responsibility.Part.SUPPORT)

    def _bodies(self, part: str) -> str:
        return "; ".join(body.text for body in self.item.responsibilities.all() if body.part == part)


def lines(item_ids: Iterable[int]) -> list[Line]:
    """In the order asked for: three queries however many."""
    wanted = list(item_ids)
    bodies = Responsibility.objects.order_by("position", "id")
    items = ContentItem.objects.filter(pk__in=wanted).select_related("plan__agency")
    found = {
        item.pk: item for item in items.prefetch_related("products", Prefetch("responsibilities", bodies))
    }
    return [Line(found[pk]) for pk in wanted if pk in found]


def in_chunks(item_ids: tuple[int, ...]) -> Iterator[Line]:
    """So that memory does not grow with a group."""
    for start in range(0, len(item_ids), CHUNK):
        yield from lines(item_ids[start : start + CHUNK])
