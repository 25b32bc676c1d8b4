"""Answers that go on into the next year: where a plan was begun from last year's and a task goes on with last year's.

What is carried is marked until somebody has looked at it; doing it twice changes nothing.
"""

from collections.abc import Iterable

from cchc_portal.agencies import history
from cchc_portal.agencies.models import Membership
from plans.assignments import likeness
from plans.models import AssignedTask, Beginning, ContentItem, Plan, TaskAnswer


def into_tasks(tasks: Iterable[AssignedTask], *, by: Membership) -> int:
    """New tasks find the plans that were begun from those which answered their forerunners."""
    before = [task.continues_id for task in tasks if task.continues_id]
    begun = Beginning.objects.filter(source__task_answers__task__in=before, plan__isnull=False)
    return sum(
        into_plan(each.plan, by=by) for each in begun.select_related("plan__agency", "source").distinct()
    )


def into_plan(plan: Plan, *, by: Membership) -> int:
    """A plan begun from last year's takes over what answered; how many links."""
    begun = Beginning.objects.filter(plan=plan, source__isnull=False).select_related("source").first()
    if begun is None or begun.source.period_from.year >= plan.year:
        return 0
    old = TaskAnswer.objects.filter(plan=begun.source, agency=plan.agency, item_key__isnull=False)
    next_tasks = AssignedTask.objects.filter(source__year=plan.year, withdrawn_at__isnull=True)
    follows = {task.continues_id: task for task in next_tasks.filter(continues__in=old.values("task"))}
    if not follows:
        return 0
    twins = _twins(begun.source, plan)
    links = [
        (follows[row.task_id], twins[row.item_key])
        for row in old.order_by("id")
        if row.task_id in follows and row.item_key in twins
    ]
    return sum(_carry(task, item, plan, by=by) for task, item in links)


def _carry(task: AssignedTask, item: ContentItem, plan: Plan, *, by: Membership) -> bool:
    words = {"plan": plan, "item_words": item.content, "carried": True}
    _, is_new = TaskAnswer.objects.get_or_create(
        task=task, agency=plan.agency, item_key=item.pk, defaults=words
    )
    if is_new:
        history.record(task, "carried", by=by, agency_id=plan.agency_id, what=item.content)
    return is_new


def _twins(old: Plan, new: Plan) -> dict[int, ContentItem]:
    """Which item of the new plan says what an item of the old one said."""
    fresh = [(item, item.content) for item in _items(new)]
    found = {}
    for item in _items(old):
        ranked = likeness.ranked(item.content, fresh)
        if ranked and ranked[0][0] >= likeness.SAME:
            found[item.pk] = ranked[0][1]
            fresh = [pair for pair in fresh if pair[0].pk != found[item.pk].pk]
    return found


def _items(plan: Plan) -> list[ContentItem]:
    return list(ContentItem.objects.filter(plan=plan).order_by("group__position", "position", "id"))
