"""Ways to begin a plan, best first, and the account of how one began."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.vietnam import dates
from plans import anchors, permissions, twins
from plans.actions import beginning
from plans.beginning import sources
from plans.forms.importing import UploadForm
from plans.forms.plan import CreateForm
from plans.models import Beginning, Plan

from .reaching import address, go, plan_or_404, with_province

SHOWN = 3
TITLES = {
    "moved": "Đã chuyển sang năm mới",
    "reset": "Đã đặt lại",
    "look": "Cần xem lại",
}
NOTES = {
    "moved": "Ngày, tháng, năm đã đổi theo năm của kế hoạch; ngày ghi đủ ngày, tháng, năm mà là ngày nghỉ thì đã chuyển "
    "sang ngày làm việc gần nhất.",
    "reset": "Những gì thuộc về văn bản cũ, không dùng lại được.",
    "look": "Những chỗ cổng không tự sửa vì cần người quyết định.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def create(request: Any) -> HttpResponse:
    """Every way to begin, and the form of the last: a draft with the usual sections."""
    agency = with_province(request)
    if request.method != "POST":
        require(permissions.may_create(request.membership, agency))
    year = _year(request)
    subject = beginning.usual_subject(agency, year)
    form = CreateForm(year, request.POST or None, initial={"subject": subject})
    if request.method == "POST" and form.is_valid():
        try:
            plan = beginning.blank(agency, form.values(), by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "Đã tạo bản nháp với các mục thường dùng. Đề nghị xem lại từng phần.")
            for told in twins.finding(plan):
                messages.warning(request, told.message)
            return go(request, "edit", plan_id=plan.pk)
    context = {**_ways(request, agency, year), "form": form, "there_is": _there_is(agency, year, subject)}
    return render(request, "plans/create.html", context)


def _there_is(agency: Any, year: int, subject: str) -> str:
    """That the year has its usual plan already, said before a second one is begun."""
    plans = twins.same_subject(agency, year, subject)
    return twins.sentence(plans, year) if plans else ""


def _ways(request: Any, agency: Any, year: int) -> dict[str, Any]:
    earlier = list(sources.earlier_plans(request.membership, agency, year)[: sources.MOST_SOURCES])
    tasks = sources.tasks_for(agency, year)
    led = sum(task.assigned.part == "lead" for task in tasks)
    return {
        "page_title": "Lập kế hoạch mới",
        "breadcrumbs": [("Kế hoạch", address(request, "plan_list")), ("Lập kế hoạch mới", "")],
        "year": year,
        "years": [year - 1, year, year + 1],
        "earlier": earlier[:SHOWN],
        "older": earlier[SHOWN:],
        "templates": sources.templates_for(agency),
        "tasks": tasks,
        "led": led,
        "supported": len(tasks) - led,
        "upload_form": UploadForm(),
    }


def _year(request: Any) -> int:
    """The year asked for; from October on the plan that is due is next year's."""
    asked = request.POST.get("nam") or request.GET.get("nam") or ""
    if asked.isdecimal() and 2000 <= int(asked) <= 2100:
        return int(asked)
    return dates.planned_year(timezone.localdate())


@require_POST
@agency_page
def from_plan(request: Any) -> HttpResponse:
    """The chosen plan copied to the year, then straight into the editor."""
    agency = with_province(request)
    plan = beginning.from_last_year(
        agency, _number(request, "ke_hoach"), _year(request), by=request.membership
    )
    return _begun(request, plan)


@require_POST
@agency_page
def from_template(request: Any) -> HttpResponse:
    agency = with_province(request)
    plan = beginning.from_template(agency, _number(request, "mau"), _year(request), by=request.membership)
    return _begun(request, plan)


def _number(request: Any, name: str) -> int:
    """The row chosen; 0 is nobody's, so that the verb refuses it with its own sentence."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and sent.isascii() and len(sent) <= 18 else 0


def _begun(request: Any, plan: Plan) -> HttpResponse:
    begun = Beginning.objects.get(plan=plan)
    done = {
        "moved": "đã chuyển sang năm mới",
        "reset": "đã đặt lại",
    }  # the editor counts what is to be looked at
    parts = [f"{len(begun.report[name])} chỗ {what}" for name, what in done.items() if begun.report.get(name)]
    told = f"Đã lập bản nháp năm {plan.year}{': ' if parts else ''}{', '.join(parts)}."
    messages.success(request, told)
    return go(request, "edit", plan_id=plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def from_tasks(request: Any) -> HttpResponse:
    """Tasks of upper plans with boxes to tick; the ticked ones become rows of a new draft."""
    agency = with_province(request)
    require(permissions.may_create(request.membership, agency))
    year = _year(request)
    if request.method == "POST":
        keys = request.POST.getlist("nhiem_vu")
        if keys:
            plan = beginning.from_tasks(agency, keys, year, by=request.membership)
            messages.success(request, f"Đã lập bản nháp với {len(set(keys))} nhiệm vụ được giao.")
            return go(request, "edit", plan_id=plan.pk)
    title = f"Lập kế hoạch năm {year} từ nhiệm vụ được giao"
    trail = [("Kế hoạch", address(request, "plan_list")), ("Lập kế hoạch mới", address(request, "create"))]
    return _tasks_page(request, agency, year, title, trail, submit="Lập bản nháp từ nhiệm vụ đã chọn")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_tasks(request: Any, plan_id: int) -> HttpResponse:
    """The same list for a draft that exists."""
    plan = plan_or_404(request, plan_id)
    require(permissions.may_edit(request.membership, plan))
    if request.method == "POST":
        keys = request.POST.getlist("nhiem_vu")
        if keys:
            added = beginning.add_tasks(plan.pk, keys, by=request.membership)
            messages.success(request, f"Đã thêm {len(added)} nội dung từ nhiệm vụ được giao.")
            return go(request, "edit", anchors.anchor_of(added[0]), plan_id=plan.pk)
    trail = [
        ("Kế hoạch", address(request, "plan_list")),
        (plan.subject, address(request, "detail", plan_id=plan.pk)),
        ("Soạn thảo", address(request, "edit", plan_id=plan.pk)),
    ]
    title = "Thêm nội dung từ nhiệm vụ được giao"
    return _tasks_page(
        request, plan.agency, plan.year, title, trail, submit="Thêm nội dung đã chọn", plan=plan
    )


def _tasks_page(
    request: Any, agency: Any, year: int, title: str, trail: list[tuple[str, str]], **more: Any
) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": [*trail, (title, "")],
        "year": year,
        "tasks": sources.tasks_for(agency, year),
        "none_chosen": request.method == "POST",
        "cancel_href": trail[-1][1],
        **more,
    }
    return render(request, "plans/assigned.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def account(request: Any, plan_id: int) -> HttpResponse:
    """The three lists of how this plan began; a tick says that an entry has been looked at."""
    plan = plan_or_404(request, plan_id)
    if request.method == "POST":
        name = request.POST.get("xem", "")
        beginning.mark_seen(plan.pk, name, by=request.membership)
        if not request.htmx:
            return go(request, "beginning", f"cho-{name}", plan_id=plan.pk)
    begun = Beginning.objects.filter(plan=plan).select_related("source").first()
    if begun is None:
        raise Http404
    context = {
        "page_title": "Kế hoạch này được lập thế nào",
        "breadcrumbs": [
            ("Kế hoạch", address(request, "plan_list")),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            ("Cách lập", ""),
        ],
        "plan": plan,
        "may_edit": permissions.may_edit(request.membership, plan),
        **shown(begun),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "plans/_beginning.html", {**context, "beside": True})
    return render(request, "plans/beginning.html", context)


def shown(begun: Beginning) -> dict[str, Any]:
    """How the lists are shown, those to look at first."""
    lists = [
        {
            "name": name,
            "title": TITLES[name],
            "note": NOTES[name],
            "entries": [(f"{name}-{n}", entry) for n, entry in enumerate(begun.report.get(name, []))],
        }
        for name in ("look", "moved", "reset")
    ]
    return {"begun": begun, "lists": lists, "unseen": len(begun.unseen)}
