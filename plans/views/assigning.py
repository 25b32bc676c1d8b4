"""Giao nhiệm vụ: the documents that give tasks, and their tasks; for Sở Nội vụ."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.vietnam import dates
from plans.actions import assigning
from plans.actions.assigning import Changed, due_words
from plans.actions.values import fingerprint
from plans.assignments import permissions
from plans.assignments.coverage import years
from plans.forms.assignments import SourceForm, TaskForm, WithdrawForm
from plans.models import AssignedTask, Plan, TaskSource
from plans.states import PlanState

from .given_tasks import number_of, year_of
from .reaching import address

TITLE = "Giao nhiệm vụ"
CLASH = "Người khác vừa sửa nhiệm vụ này. Các ô dưới đây giữ nội dung vừa nhập; lưu lần nữa để thay nội dung đang có: “{now}”."


def here(request: Any, name: str = "list", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"assignments:{name}", kwargs=own | kwargs)


def trail(request: Any, *inner: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Việc của tôi", address(request, "tasks")), (TITLE, here(request) if inner else ""), *inner]


def require_assigner(request: Any) -> None:
    require(permissions.may_assign(request.membership, request.province))


@require_safe
@agency_page
def source_list(request: Any) -> HttpResponse:
    """The year's documents, and issued plans above the agencies from which none was taken yet."""
    require_assigner(request)
    year = year_of(request)
    standing = Count("tasks", filter=Q(tasks__withdrawn_at__isnull=True))
    sources = TaskSource.objects.filter(year=year).annotate(count=standing).order_by("issued_on", "id")
    context = {
        "page_title": f"{TITLE} năm {year}",
        "breadcrumbs": trail(request),
        "year": year,
        "years": sorted({*years(), year}, reverse=True),
        "sources": sources,
        "offered": _upper_plans(year),
        "coverage_href": f"{here(request, 'coverage')}?nam={year}",
    }
    return render(request, "plans/assignments/sources.html", context)


def _upper_plans(year: int) -> Any:
    """Issued plans of the People's Committee for this year whose tasks are not recorded."""
    start, end = dates.year_period(year)
    plans = Plan.objects.plans().filter(
        agency__level=Agency.Level.PEOPLES_COMMITTEE,
        state=PlanState.ISSUED,
        period_from__lte=end,
        period_to__gte=start,
    )
    return plans.exclude(task_sources__year=year).select_related("agency").order_by("issued_on", "id")


@require_POST
@agency_page
def take_plan(request: Any) -> HttpResponse:
    """Begin to hand down the tasks of the issued plan that was chosen."""
    require_assigner(request)
    plan_id = number_of(request.POST.get("ke_hoach", ""))
    plan = get_object_or_404(
        Plan.objects.plans().filter(state=PlanState.ISSUED).select_related("agency"), pk=plan_id
    )
    source = assigning.take_source(plan, year_of(request), by=request.membership)
    return redirect(here(request, "proposals", source_id=source.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_source(request: Any) -> HttpResponse:
    """A document that stands outside the portal."""
    require_assigner(request)
    form = SourceForm(request.POST or None, initial={"year": year_of(request)})
    if request.method == "POST" and form.is_valid():
        try:
            source = assigning.record_source(request.province, form.cleaned_data, by=request.membership)
        except Refused as refusal:
            form.add_error("number", refusal.reason)
        else:
            messages.success(request, "Đã ghi văn bản giao nhiệm vụ. Nhập các nhiệm vụ của văn bản.")
            return redirect(here(request, "source", source_id=source.pk))
    context = {
        "page_title": "Ghi văn bản giao nhiệm vụ",
        "breadcrumbs": trail(request, ("Ghi văn bản", "")),
        "form": form,
        "submit": "Ghi văn bản",
        "cancel_href": here(request),
    }
    return render(request, "plans/assignments/form.html", context)


def source_or_404(request: Any, source_id: int) -> TaskSource:
    found: TaskSource = get_object_or_404(
        TaskSource.objects.select_related("plan__issued_snapshot"), pk=source_id
    )
    require_assigner(request)
    return found


def source_trail(request: Any, source: TaskSource, *inner: tuple[str, str]) -> list[tuple[str, str]]:
    return trail(
        request, (source.number, here(request, "source", source_id=source.pk) if inner else ""), *inner
    )


@require_safe
@agency_page
def source(request: Any, source_id: int) -> HttpResponse:
    """One document with its tasks, withdrawn ones last."""
    found = source_or_404(request, source_id)
    tasks = list(found.tasks.order_by("position", "id"))
    context = {
        "page_title": f"Nhiệm vụ theo văn bản số {found.number}",
        "breadcrumbs": source_trail(request, found),
        "source": found,
        "tasks": [(task, due_words(task)) for task in tasks if task.withdrawn_at is None],
        "withdrawn": [task for task in tasks if task.withdrawn_at is not None],
    }
    return render(request, "plans/assignments/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_task(request: Any, source_id: int) -> HttpResponse:
    found = source_or_404(request, source_id)
    form = TaskForm(request.POST or None, known=assigning.known_bodies())
    if request.method == "POST" and form.is_valid():
        assigning.assign(found.pk, [form.values()], by=request.membership)
        messages.success(request, "Đã giao nhiệm vụ và báo cho các cơ quan.")
        return redirect(here(request, "source", source_id=found.pk))
    return task_page(request, found, form, "Giao một nhiệm vụ", "Giao nhiệm vụ")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit_task(request: Any, task_id: int) -> HttpResponse:
    task = _task_or_404(request, task_id)
    now = assigning.values_of(task)
    start = {**TaskForm.shown(now), "loaded": fingerprint(now)}
    form = TaskForm(request.POST or None, initial=start, known=assigning.known_bodies())
    if request.method == "POST" and form.is_valid() and _change(request, task, form):
        messages.success(request, "Đã sửa nhiệm vụ và báo cho các cơ quan.")
        return redirect(here(request, "source", source_id=task.source_id))
    return task_page(request, task.source, form, "Sửa nhiệm vụ", "Lưu nhiệm vụ")


def _change(request: Any, task: AssignedTask, form: TaskForm) -> bool:
    try:
        assigning.change(task.pk, form.values(), loaded=form.cleaned_data["loaded"], by=request.membership)
    except Changed as changed:
        form.add_error(None, CLASH.format(now=changed.current["content"]))
        form.data = {**form.data.dict(), "loaded": fingerprint(changed.current)}  # type: ignore[attr-defined]
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def withdraw_task(request: Any, task_id: int) -> HttpResponse:
    task = _task_or_404(request, task_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assigning.withdraw(task.pk, form.cleaned_data["reason"], by=request.membership)
        messages.success(request, "Đã rút nhiệm vụ và báo cho các cơ quan.")
        return redirect(here(request, "source", source_id=task.source_id))
    context = {
        "page_title": "Rút nhiệm vụ",
        "breadcrumbs": source_trail(request, task.source, ("Rút nhiệm vụ", "")),
        "lead": task.content,
        "note": "Nhiệm vụ không còn tính vào độ phủ; nội dung các cơ quan đã trả lời vẫn tra cứu được.",
        "form": form,
        "submit": "Rút nhiệm vụ",
        "cancel_href": here(request, "source", source_id=task.source_id),
    }
    return render(request, "plans/assignments/form.html", context)


def _task_or_404(request: Any, task_id: int) -> AssignedTask:
    task: AssignedTask = get_object_or_404(
        AssignedTask.objects.select_related("source", "province"), pk=task_id
    )
    require(permissions.may_change(request.membership, task))
    return task


def task_page(request: Any, source: TaskSource, form: TaskForm, title: str, submit: str) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": source_trail(request, source, (title, "")),
        "note": f"Văn bản số {source}.",
        "form": form,
        "submit": submit,
        "cancel_href": here(request, "source", source_id=source.pk),
    }
    return render(request, "plans/assignments/form.html", context)
