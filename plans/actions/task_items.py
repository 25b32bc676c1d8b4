"""A task becomes an item of a draft and is answered by it at once."""

from typing import Any

from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import Refused
from plans.actions import answering
from plans.actions.beginning import group_for
from plans.actions.editing import editing
from plans.assignments.standing import Addressing, Part, plans_of
from plans.models import AssignedTask, ContentItem, Plan
from plans.records import add_items
from plans.states import EDITABLE

NO_DRAFT = (
    "Chưa có bản nháp của năm {year} để thêm nội dung. Lập kế hoạch trước, hoặc trả lời bằng nội dung đã có."
)


def draft_of(agency: Agency, year: int) -> Plan | None:
    """The year's draft to which a task may be added: the newest that can still be changed."""
    found: Plan | None = (
        plans_of(agency, year).filter(state__in=EDITABLE).order_by("-updated_at", "-id").first()
    )
    return found


def add(task_id: int, agency: Agency, *, by: Membership) -> ContentItem:
    """Raises AssignedTask.DoesNotExist where the task is not here."""
    task = AssignedTask.objects.select_related("source").get(pk=task_id)
    plan = draft_of(agency, task.source.year)
    if plan is None:
        raise Refused(NO_DRAFT.format(year=task.source.year))
    part = Addressing.of([task]).part(task, agency)
    with editing(plan.pk, by=by, verb="row_added") as edit:
        group = group_for(edit.plan)
        add_items(group, [as_item(task, part)])
        item: ContentItem = ContentItem.objects.filter(group=group).order_by("-position", "-id")[0]
        edit.details["what"] = "1 nội dung từ nhiệm vụ được giao"
    answering.link(task_id, agency, [item.pk], by=by)
    return item


def as_item(task: AssignedTask, part: str) -> dict[str, Any]:
    """The task as a row of the agency's own plan: what, which product, when; who leads is the agency's own matter."""
    product = {
        "text": task.product,
        "quantity": task.quantity,
        "unit": task.unit,
    }
    time = {
        "text": task.due_text or task.frequency,
        "from": None,
        "to": None,
        "every": task.frequency or None,
    }
    return {
        "content": task.content,
        "audience": [],
        "channels": [],
        "products": [product] if task.product else [],
        "lead": [],
        "support": task.lead_text.split("; ") if part == Part.SUPPORT else [],
        "time": time if time["text"] else None,
        "budget": None,
        "areas": [],
        "note": "",
    }
