"""The city's tasks for 2027, handed down by Sở Nội vụ, and what some agencies have answered them with."""

from typing import Any

from cchc_portal.agencies.models import Agency
from cchc_portal.documents.models import Snapshot
from plans.actions import answering, assigning
from plans.assignments.proposals import proposed
from plans.models import AssignedTask, ContentItem, Plan, TaskSource
from publications.demo.files import agency_called, data, inside
from publications.demo.people import holder


def load() -> None:
    told = data("assignments.yaml")
    with inside(told["province"]):
        plan = Plan.objects.select_related("agency").get(symbol=told["plan"])
        if not TaskSource.objects.filter(plan=plan, year=told["year"]).exists():
            _hand_down(plan, told)


def _hand_down(plan: Plan, told: dict[str, Any]) -> None:
    by = holder(told["by"]["account"], told["by"]["agency"])
    source = assigning.take_source(plan, told["year"], by=by)
    frozen = Snapshot.objects.get(pk=plan.issued_snapshot_id)
    tasks = [proposal.values for proposal in proposed(frozen.content, told["year"])]
    changed = [
        {**values, "lead_text": told["leads"].get(values["item_number"], values["lead_text"])}
        for values in tasks
    ]
    assigning.assign(source.pk, changed, by=by)
    for entry in told["answers"]:
        _answer(AssignedTask.objects.get(source=source, item_number=entry["task"]), entry)


def _answer(task: AssignedTask, entry: dict[str, Any]) -> None:
    agency: Agency = agency_called(entry["agency"])
    by = holder(entry["account"], entry["agency"])
    if "text" in entry:
        answering.write(task.pk, agency, entry["text"], loaded=answering.mark(None), by=by)
        return
    items = ContentItem.objects.filter(plan__agency=agency, plan__period_from__year=task.source.year)
    item = items.filter(content__startswith=entry["item"]).order_by("id")[0]
    answering.link(task.pk, agency, [item.pk], by=by)
