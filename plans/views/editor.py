"""The editor: one page with the whole plan, one page for each form; every form works without a script."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from plans import permissions
from plans.actions import drafting, removed, rows
from plans.actions.rows import Changed
from plans.actions.values import Row, name_of
from plans.forms.base import DraftForm
from plans.forms.steps import MoveForm
from plans.models import Plan
from plans.register import arranged
from plans.states import PlanState

from . import kinds, legal, sheet
from .parts import PARTS, has_part
from .reaching import address, go, list_of, plan_or_404

SAVED = "Đã lưu {}."
REOPENED = "sua-ban-da-duyet"


def _trail(request: Any, plan: Plan, here: str) -> list[tuple[str, str]]:
    return [
        list_of(request, plan),
        (plan.subject, address(request, "detail", plan_id=plan.pk)),
        *([("Soạn thảo", address(request, "edit", plan_id=plan.pk))] if here != "Soạn thảo" else []),
        (here, ""),
    ]


def _editable(request: Any, plan_id: int) -> Plan:
    """A plan that may be edited; when a form comes back the action asks, so that a refusal keeps what was typed."""
    plan = plan_or_404(request, plan_id)
    if request.method != "POST":
        require(permissions.may_edit(request.membership, plan))
    return plan


@require_safe
@agency_page
def edit(request: Any, plan_id: int) -> HttpResponse:
    """The whole plan, part by part, beside the paper that it makes."""
    plan = _editable(request, plan_id)
    if plan.state == PlanState.APPROVED and REOPENED not in request.GET:
        return _ask_before_reopening(request, plan)
    context = {
        "page_title": f"Soạn thảo {plan.noun}",
        "approved_title": f"{plan.noun.capitalize()} đã được duyệt",
        "breadcrumbs": _trail(request, plan, "Soạn thảo"),
        "plan": plan,
        **sheet.context(request, plan),
    }
    return render(request, "plans/edit.html", context)


def _ask_before_reopening(request: Any, plan: Plan) -> HttpResponse:
    """The editor saves by itself: nobody undoes an approval by a key pressed in passing."""
    context = {
        "page_title": "Sửa kế hoạch đã duyệt",
        "breadcrumbs": _trail(request, plan, "Sửa kế hoạch đã duyệt"),
        "plan": plan,
        "open_href": f"{address(request, 'edit', plan_id=plan.pk)}?{REOPENED}=1",
        "cancel_href": address(request, "detail", plan_id=plan.pk),
    }
    return render(request, "plans/reopen.html", context)


def _form_page(
    request: Any, plan: Plan, form: PortalForm, title: str, anchor: str, **more: Any
) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": _trail(request, plan, title),
        "plan": plan,
        "form": form,
        "cancel_href": f"{address(request, 'edit', plan_id=plan.pk)}#{anchor}",
        **more,
    }
    return render(request, "plans/form.html", context)


def _clash(form: DraftForm, clash: Changed) -> list[tuple[str, str, str]]:
    form.accept_newer(clash.theirs)
    form.add_error(
        None,
        "Người khác vừa sửa phần này. Phần vừa nhập vẫn được giữ trong các ô; đề nghị ghép hai bản rồi lưu lại.",
    )
    return form.differences(clash.theirs)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit_part(request: Any, plan_id: int, part: str) -> HttpResponse:
    """One part of the plan's own row."""
    plan = _editable(request, plan_id)
    if part not in PARTS or not has_part(plan, PARTS[part].part):
        raise Http404
    page = PARTS[part]
    action_part, form_class, title = page.part, page.form, page.title
    form = form_class(request.POST or None, values=drafting.read_part(plan, action_part))
    differences: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values()
            if "xep" in request.POST and action_part is drafting.BASES:
                values["bases"] = arranged(values["bases"])
            drafting.change_part(plan.pk, action_part, values, loaded=form.loaded_mark, by=request.membership)
        except Changed as clash:
            differences = _clash(form, clash)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, SAVED.format(action_part.name))
            return go(request, "edit", f"phan-{part}", plan_id=plan.pk)
    more = {"legal": legal.picker(request, plan)} if action_part is drafting.BASES else {}
    return _form_page(request, plan, form, title, f"phan-{part}", differences=differences, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def add_row(request: Any, plan_id: int, kind: str) -> HttpResponse:
    """A new row at the end of its siblings; its place stands in the address."""
    plan = _editable(request, plan_id)
    known = kinds.kind_or_404(kind)
    row = known.new(plan, request.GET)
    form = kinds.form_for(known, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = rows.add(plan.pk, row, form.values(), by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"Đã thêm {name_of(added)}.")
            if "them_nua" in request.POST:
                return _same_again(request, plan, kind)
            return go(request, "edit", f"{kind}-{added.pk}", plan_id=plan.pk)
    noun = kinds.noun_of(known, row)
    return _row_page(
        request,
        plan,
        known,
        row,
        form,
        f"Thêm {noun}",
        anchor=_home(request, kind),
        again=f"Lưu và thêm một {noun.removesuffix(' khác')} nữa",
    )


def _same_again(request: Any, plan: Plan, kind: str) -> HttpResponse:
    page = go(request, "row_add", plan_id=plan.pk, kind=kind)
    page["Location"] += f"?{request.GET.urlencode()}"
    return page


def _home(request: Any, kind: str) -> str:
    """Where in the editor the new row would stand."""
    for outer in ("nhom", "phan", "muc", "phu-luc"):
        if outer in request.GET:
            return f"{outer}-{request.GET[outer]}"
    return f"phan-{kind}"


def _row_or_404(plan: Plan, known: kinds.Kind, row_id: int) -> Row:
    found: Row = get_object_or_404(known.model.objects.filter(plan=plan), pk=row_id)
    found.plan = plan
    return found


def _row_or_shell(plan: Plan, known: kinds.Kind, row_id: int) -> Row:
    try:
        return _row_or_404(plan, known, row_id)
    except Http404:
        shell = removed.shell_of(plan, known.model, row_id)
        if shell is None:
            raise
        return shell


def _row_page(
    request: Any, plan: Plan, known: kinds.Kind, row: Row, form: DraftForm, title: str, **more: Any
) -> HttpResponse:
    return _form_page(request, plan, form, title, suggestions=kinds.suggestions(known, row), **more)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit_row(request: Any, plan_id: int, kind: str, row_id: int) -> HttpResponse:
    """A form that comes back after its row was removed is shown again, with what was typed."""
    plan = _editable(request, plan_id)
    known = kinds.kind_or_404(kind)
    row = (_row_or_shell if request.method == "POST" else _row_or_404)(plan, known, row_id)
    form = kinds.form_for(known, row, request.POST or None)
    differences: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            changed = rows.change(plan.pk, row, form.values(), loaded=form.loaded_mark, by=request.membership)
        except Changed as clash:
            differences = _clash(form, clash)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, SAVED.format(name_of(changed)))
            return go(request, "edit", f"{kind}-{row_id}", plan_id=plan.pk)
    title = f"Sửa {kinds.noun_of(known, row)}"
    return _row_page(
        request, plan, known, row, form, title, anchor=f"{kind}-{row_id}", differences=differences
    )


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def delete_row(request: Any, plan_id: int, kind: str, row_id: int) -> HttpResponse:
    """Asks on a page of its own where no script has asked before."""
    plan = _editable(request, plan_id)
    row = _row_or_404(plan, kinds.kind_or_404(kind), row_id)
    name = name_of(row)
    if request.method == "POST":
        rows.remove(plan.pk, row, by=request.membership)
        messages.success(request, f"Đã xóa {name}.")
        return go(request, "edit", f"phan-{kind}", plan_id=plan.pk)
    context = {
        "page_title": f"Xóa {kinds.noun_of(kinds.KINDS[kind], row)}",
        "breadcrumbs": _trail(request, plan, "Xóa"),
        "question": f"Xóa {name}?",
        "note": "Mọi nội dung bên trong cũng bị xóa và không lấy lại được.",
        "submit": "Xóa",
        "cancel_href": f"{address(request, 'edit', plan_id=plan.pk)}#{kind}-{row_id}",
    }
    return render(request, "plans/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def move_row(request: Any, plan_id: int, kind: str, row_id: int) -> HttpResponse:
    """One step up or down, or to a place that is named."""
    plan = _editable(request, plan_id)
    row = _row_or_404(plan, kinds.kind_or_404(kind), row_id)
    count = rows.siblings(row).count()
    if request.method == "POST" and request.POST.get("step") in ("1", "-1"):
        place = rows.step(plan.pk, row, int(request.POST["step"]), by=request.membership)
        return _moved(request, plan, kind, row_id, place, count)
    form = MoveForm(request.POST or None, count=count)
    if request.method == "POST" and form.is_valid():
        place = rows.move(plan.pk, row, form.cleaned_data["place"], by=request.membership)
        return _moved(request, plan, kind, row_id, place, count)
    return _form_page(
        request, plan, form, f"Chuyển {name_of(row)}", f"{kind}-{row_id}", submit="Chuyển đến vị trí này"
    )


def _moved(request: Any, plan: Plan, kind: str, row_id: int, place: int, count: int) -> HttpResponse:
    messages.success(request, f"Đã chuyển đến vị trí {place} trên {count}.")
    return go(request, "edit", f"{kind}-{row_id}", plan_id=plan.pk)
