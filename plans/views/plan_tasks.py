"""A plan seen from its items: which tasks each answers, and which items answer none."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from plans.actions import answering
from plans.assignments import permissions, suggesting
from plans.assignments.standing import answers, given_to
from plans.models import AssignedTask, ContentItem, Plan
from plans.permissions import may_see_work

from .given_tasks import here, list_address, number_of
from .reaching import address, list_of, own_plan_or_404

TITLE = "Nội dung và nhiệm vụ được giao"


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def of_plan(request: Any, plan_id: int) -> HttpResponse:
    """Every item with its tasks; a choice beside each that answers one more."""
    plan = own_plan_or_404(request, plan_id)
    require(permissions.may_see_tasks(request.membership, plan.agency))
    if request.method == "POST":
        return _link(request, plan)
    rows = _rows(plan)
    context = {
        "page_title": TITLE,
        "breadcrumbs": [
            list_of(request, plan),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            (TITLE, ""),
        ],
        "plan": plan,
        "rows": rows,
        "unlinked": [row for row in rows if not row["answers"]],
        "may_answer": permissions.may_answer(request.membership, plan.agency),
        "list_href": list_address(request, plan.year),
    }
    return render(request, "plans/assignments/of_plan.html", context)


def links(request: Any, plan: Plan) -> dict[str, str]:
    """For the plan's page: the way here, for those who may see the agency's own work."""
    if not plan.is_plan or not may_see_work(request.membership, plan):
        return {}
    return {"tasks_href": here(request, "of_plan", plan_id=plan.pk)}


def _rows(plan: Plan) -> list[dict[str, Any]]:
    given = given_to(plan.agency, plan.year)
    linked: dict[int, list[Any]] = defaultdict(list)
    for answer in (
        answers()
        .filter(plan=plan, item_key__isnull=False)
        .select_related("task")
        .order_by("task__position", "id")
    ):
        linked[answer.item_key].append(answer)
    items = ContentItem.objects.filter(plan=plan).order_by("group__position", "position", "id")
    return [
        {
            "item": item,
            "answers": linked[item.pk],
            "tasks": [
                task
                for task in suggesting.tasks_for(item, given)
                if task.pk not in {answer.task_id for answer in linked[item.pk]}
            ],
        }
        for item in items
    ]


def _link(request: Any, plan: Plan) -> HttpResponse:
    numbers = {name: number_of(request.POST.get(name, "")) for name in ("noi_dung", "nhiem_vu")}
    if not AssignedTask.objects.filter(pk=numbers["nhiem_vu"]).exists():
        messages.error(request, "Chọn nhiệm vụ mà nội dung trả lời.")
    elif answering.link(numbers["nhiem_vu"], plan.agency, [numbers["noi_dung"]], by=request.membership):
        messages.success(request, "Đã gắn nội dung với nhiệm vụ.")
    return redirect(f"{here(request, 'of_plan', plan_id=plan.pk)}#noi-dung-{numbers['noi_dung']}")
