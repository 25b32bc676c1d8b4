"""Nhiệm vụ được giao: what an agency is given, and how it answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.models import Agency
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.vietnam import dates
from plans.actions import answering, task_items
from plans.actions.assigning import due_words
from plans.assignments import chronicle, permissions, suggesting
from plans.assignments.coverage import years
from plans.assignments.standing import AnswerState, Given, given, given_to
from plans.forms.assignments import TextAnswerForm
from plans.models import AssignedTask, TaskAnswer

from .reaching import address, with_province

TITLE = "Nhiệm vụ được giao"
OTHER_TEXT = "Người cùng cơ quan vừa ghi giải trình khác: “{theirs}”. Đề nghị xem lại trước khi lưu lần nữa."


def here(request: Any, name: str = "list", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"tasks:{name}", kwargs=own | kwargs)


def year_of(request: Any) -> int:
    """The year asked for; from October on the next one is being prepared."""
    asked = request.POST.get("nam") or request.GET.get("nam") or ""
    if asked.isascii() and asked.isdecimal() and 2000 <= int(asked) <= 2100:
        return int(asked)
    return dates.planned_year(timezone.localdate())


def number_of(sent: str) -> int:
    """A row's number as a form sends it; 0, which nobody has, where it is none."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= 18 else 0


def list_address(request: Any, year: int) -> str:
    return f"{here(request)}?nam={year}"


@require_safe
@agency_page
def task_list(request: Any) -> HttpResponse:
    """What is open first, each with the item that is most like it; then what is answered."""
    agency = with_province(request)
    require(permissions.may_see_tasks(request.membership, agency))
    year = year_of(request)
    rows = _for_eyes(request, agency, given_to(agency, year))
    may_answer = permissions.may_answer(request.membership, agency)
    waiting = [row for row in rows if row.is_open]
    likely = (
        suggesting.likeliest(waiting, suggesting.items_of(agency, year)) if waiting and may_answer else {}
    )
    leads = [row for row in rows if row.part == "lead"]
    context = {
        "page_title": f"{TITLE} năm {year}",
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (TITLE, "")],
        "year": year,
        "years": sorted({*years(), year}, reverse=True),
        "waiting": [(row, likely.get(row.task.pk)) for row in waiting],
        "answered": [row for row in rows if not row.is_open],
        "total": len(leads),
        "done": len(leads) - len(waiting),
        "may_answer": may_answer,
        "draft": task_items.draft_of(agency, year) if waiting and may_answer else None,
    }
    return render(request, "plans/assignments/given.html", context)


def _for_eyes(request: Any, agency: Agency, rows: list[Given]) -> list[Given]:
    """Whoever only oversees the agency reads that a draft answers, not what it says."""
    if permissions.sees_drafts(request.membership, agency):
        return rows
    return [
        Given(
            row.task,
            row.part,
            tuple(each for each in row.answers if each.state in (AnswerState.ISSUED, AnswerState.TEXT)),
        )
        for row in rows
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def task(request: Any, task_id: int) -> HttpResponse:
    """One task: its answers, the items that may answer it, and a text where none does."""
    agency = with_province(request)
    require(permissions.may_see_tasks(request.membership, agency))
    row = _given_or_404(request, agency, task_id)
    old = next((each.row for each in row.answers if each.row.item_key is None), None)
    start = {"text": old.text if old else "", "loaded": answering.mark(old)}
    form = TextAnswerForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid() and _write(request, agency, row, form):
        messages.success(request, "Đã lưu giải trình.")
        return redirect(here(request, "task", task_id=task_id))
    return render(request, "plans/assignments/task.html", _task_context(request, agency, row, form, old))


def _write(request: Any, agency: Agency, row: Given, form: TextAnswerForm) -> bool:
    text, loaded = form.cleaned_data["text"], form.cleaned_data["loaded"]
    try:
        answering.write(row.task.pk, agency, text, loaded=loaded, by=request.membership)
    except answering.Changed as changed:
        form.add_error("text", OTHER_TEXT.format(theirs=changed.theirs))
        form.data = {**form.data.dict(), "loaded": answering.mark(TaskAnswer(text=changed.theirs))}  # type: ignore[attr-defined]
        return False
    return True


def _given_or_404(request: Any, agency: Agency, task_id: int) -> Given:
    found = get_object_or_404(AssignedTask.objects.select_related("source"), pk=task_id)
    row = given(agency, found)
    if not row.part and not row.answers:
        raise Http404
    return _for_eyes(request, agency, [row])[0]


def _task_context(
    request: Any, agency: Agency, row: Given, form: TextAnswerForm, old: TaskAnswer | None
) -> dict[str, Any]:
    year = row.task.source.year
    may_answer = permissions.may_answer(request.membership, agency) and row.task.withdrawn_at is None
    items = suggesting.items_of(agency, year) if may_answer else []
    taken = [each.row.item_key for each in row.answers if each.row.item_key is not None]
    offered = suggesting.offers(row.task, items, taken)
    return {
        "page_title": row.task.content,
        "breadcrumbs": [
            ("Việc của tôi", address(request, "tasks")),
            (TITLE, list_address(request, year)),
            ("Trả lời", ""),
        ],
        "row": row,
        "facts": facts(row.task),
        "may_answer": may_answer,
        "likely": [offer.item for offer in offered if offer.likely],
        "others": [offer.item for offer in offered if not offer.likely],
        "draft": task_items.draft_of(agency, year) if may_answer else None,
        "form": form,
        "old": old,
        "steps": chronicle.of_task(row.task, agency)
        if permissions.sees_drafts(request.membership, agency)
        else [],
        "list_href": list_address(request, year),
    }


def facts(task: AssignedTask) -> list[dict[str, str]]:
    """The task as a list of facts; what it does not say is left out."""
    said = {
        "Văn bản giao": str(task.source),
        "Nhóm nhiệm vụ": task.group,
        "Cơ quan chủ trì": task.lead_text,
        "Cơ quan phối hợp": task.support_text,
        "Sản phẩm": task.product,
        "Định kỳ": task.frequency,
        "Thời gian": due_words(task),
    }
    return [{"key": key, "value": value} for key, value in said.items() if value]


@require_POST
@agency_page
def link(request: Any, task_id: int) -> HttpResponse:
    """Answer by the chosen items."""
    agency = with_province(request)
    row = _given_or_404(request, agency, task_id)
    chosen = [number for sent in request.POST.getlist("noi_dung") if (number := number_of(sent))]
    if not chosen:
        messages.error(request, "Chọn ít nhất một nội dung của kế hoạch để trả lời nhiệm vụ.")
        return redirect(here(request, "task", task_id=task_id))
    made = answering.link(task_id, agency, chosen, by=request.membership)
    messages.success(
        request,
        f"Đã gắn {made} nội dung với nhiệm vụ." if made else "Nội dung này đã gắn với nhiệm vụ từ trước.",
    )
    return _back(request, row.task)


@require_POST
@agency_page
def add_item(request: Any, task_id: int) -> HttpResponse:
    """The task as a new item of the year's draft."""
    agency = with_province(request)
    row = _given_or_404(request, agency, task_id)
    item = task_items.add(task_id, agency, by=request.membership)
    messages.success(request, f"Đã thêm nội dung vào bản nháp “{item.plan.subject}” và gắn với nhiệm vụ.")
    return _back(request, row.task)


@require_POST
@agency_page
def take_back(request: Any, answer_id: int) -> HttpResponse:
    found = answering.take_back(answer_id, with_province(request), by=request.membership)
    if found is None:
        raise Http404
    messages.success(request, "Đã bỏ nội dung trả lời.")
    return _back(request, found)


@require_POST
@agency_page
def look_over(request: Any, answer_id: int) -> HttpResponse:
    """A link carried from last year is right."""
    found = answering.look_over(answer_id, with_province(request), by=request.membership)
    if found is None:
        raise Http404
    messages.success(request, "Đã xác nhận nội dung trả lời.")
    return _back(request, found)


def _back(request: Any, task: AssignedTask) -> HttpResponse:
    """To the page whose button was pressed: the plan's, the task's or the list."""
    came = request.POST.get("tu", "")
    if plan_id := number_of(came):
        return redirect(here(request, "of_plan", plan_id=plan_id))
    if came == "nhiem-vu":
        return redirect(here(request, "task", task_id=task.pk))
    year = AssignedTask.objects.values_list("source__year", flat=True).get(pk=task.pk)
    return redirect(list_address(request, year))
