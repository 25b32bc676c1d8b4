"""Which items of an agency's plans a task may be answered by, the likeliest first; and which tasks an item may answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_portal.agencies.models import Agency
from plans.assignments import likeness
from plans.assignments.standing import Given, plans_of
from plans.models import AssignedTask, ContentItem

MOST = 3


@dataclass(frozen=True)
class Offer:
    """`likely`: it says something of the same."""

    item: ContentItem
    likely: bool


def items_of(agency: Agency, year: int) -> list[ContentItem]:
    """Every item of the year's plans, in the order of the papers, in one query."""
    plans = plans_of(agency, year).values("pk")
    items = ContentItem.objects.filter(plan__in=plans).select_related("plan")
    return list(items.order_by("-plan__period_from", "plan_id", "group__position", "position", "id"))


def offers(task: AssignedTask, items: Iterable[ContentItem], taken: Iterable[int]) -> list[Offer]:
    """Likely ones first, then all others in their order; those that answer already are left out."""
    known = set(taken)
    free = [item for item in items if item.pk not in known]
    ranked = likeness.ranked(task.content, [(item, item.content) for item in free])
    likely = [item for score, item in ranked if score >= likeness.ALIKE][:MOST]
    first = {item.pk for item in likely}
    return [
        *(Offer(item, True) for item in likely),
        *(Offer(item, False) for item in free if item.pk not in first),
    ]


def likeliest(given: Iterable[Given], items: list[ContentItem]) -> dict[int, ContentItem]:
    """For each open task the item that is most like it, where one is."""
    known = [(item, likeness.telling(item.content)) for item in items]
    found = {}
    for each in given:
        own = likeness.telling(each.task.content)
        scores = [(likeness.likeness(own, words), item) for item, words in known]
        score, item = max(scores, key=lambda pair: pair[0], default=(0.0, None))
        if item is not None and score >= likeness.ALIKE:
            found[each.task.pk] = item
    return found


def tasks_for(item: ContentItem, given: Iterable[Given]) -> list[AssignedTask]:
    """Tasks in the order in which the item may answer them: the likeliest first."""
    return [
        task for _, task in likeness.ranked(item.content, [(each.task, each.task.content) for each in given])
    ]
