"""Remarks as a page of their own, as a part of the plan's page, and as the panel beside the editor; every verb is a form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from plans import permissions, remarking
from plans.actions import remarks as actions
from plans.forms.remarks import AnswerForm, RemarkForm
from plans.models import Plan, Remark
from plans.outline import Outline

from .reaching import address, list_of, own_plan_or_404

# Where a form came from, and which page is shown again after it.
PAGES = {"soan": "edit", "chi-tiet": "detail"}


def panel(
    request: Any, plan: Plan, outline: Outline, form: RemarkForm | None = None, came_from: str = ""
) -> dict[str, Any]:
    """What `plans/_remarks.html` shows; nothing for those who only oversee the agency."""
    if not permissions.may_see_work(request.membership, plan):
        return {"talk": None}
    spots = remarking.Spots(outline)
    may_remark = permissions.may_remark(request.membership, plan)
    colleagues = remarking.colleagues(plan.agency, but=request.membership) if may_remark else []
    return {
        "talk": remarking.talk(plan, spots),
        "may_remark": may_remark,
        "remark_form": form or _form(request, plan, spots, colleagues),
        "colleagues": colleagues,
        "remarks_href": address(request, "remarks", plan_id=plan.pk),
        "came_from": came_from,
    }


def _form(
    request: Any, plan: Plan, spots: remarking.Spots, colleagues: list[tuple[int, str]], data: Any = None
) -> RemarkForm:
    """`?cho=` and `?doan=` name the place and the words beforehand."""
    anchor = data.get("anchor", "") if data else request.GET.get("cho", "")
    places = [("", remarking.whole(plan)), *spots.choices()]
    spot = spots.get(anchor)
    if spot is not None and anchor not in dict(places):
        places.insert(1, (anchor, spot.name))
    initial = {"anchor": anchor, "quote": request.GET.get("doan", "")[: actions.LONGEST_QUOTE]}
    return RemarkForm(data, initial=initial, places=places, colleagues=colleagues, auto_id="nhan-xet_%s")


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def remarks(request: Any, plan_id: int) -> HttpResponse:
    """All that is said about the plan; a remark is written here."""
    plan = own_plan_or_404(request, plan_id)
    outline = Outline.of(plan)
    if request.method != "POST":
        return _page(request, plan, outline)
    spots = remarking.Spots(outline)
    colleagues = remarking.colleagues(plan.agency, but=request.membership)
    form = _form(request, plan, spots, colleagues, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            written = actions.write(
                plan.pk,
                by=request.membership,
                text=said["text"],
                anchor=said["anchor"],
                quote=said["quote"],
                mentions=said.get("mentions", []),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _done(request, plan, "Đã gửi nhận xét.", written.pk)
    return _page(request, plan, outline, form)


def _page(request: Any, plan: Plan, outline: Outline, form: RemarkForm | None = None) -> HttpResponse:
    came_from = request.POST.get("ve") or request.GET.get("ve", "")
    context = {
        "page_title": "Nhận xét",
        "breadcrumbs": [
            list_of(request, plan),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            ("Nhận xét", ""),
        ],
        "plan": plan,
        "form": form,
        **panel(request, plan, outline, form, came_from),
    }
    template = "plans/_remarks.html" if request.htmx else "plans/remarks.html"
    return render(request, template, context)


def _done(request: Any, plan: Plan, told: str, thread: int) -> HttpResponse:
    """The panel anew for a script, else back to the page where the form stood."""
    if request.htmx:
        return _page(request, plan, Outline.of(plan))
    messages.success(request, told)
    name = PAGES.get(request.POST.get("ve", ""), "remarks")
    return redirect(f"{address(request, name, plan_id=plan.pk)}#nhan-xet-{thread}")


def _remark_or_404(plan: Plan, remark_id: int) -> Remark:
    found: Remark = get_object_or_404(Remark.objects.filter(plan=plan, parent=None), pk=remark_id)
    return found


@require_POST
@agency_page
def remark_answer(request: Any, plan_id: int, remark_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    remark = _remark_or_404(plan, remark_id)
    form = AnswerForm(request.POST, colleagues=remarking.colleagues(plan.agency, but=request.membership))
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))
    said = form.cleaned_data
    actions.answer(plan.pk, remark.pk, by=request.membership, text=said["text"], mentions=said["mentions"])
    return _done(request, plan, "Đã gửi trả lời.", remark.pk)


@require_POST
@agency_page
def remark_settle(request: Any, plan_id: int, remark_id: int) -> HttpResponse:
    """`viec=mo-lai` opens it again."""
    plan = own_plan_or_404(request, plan_id)
    remark = _remark_or_404(plan, remark_id)
    if request.POST.get("viec") == "mo-lai":
        actions.reopen(plan.pk, remark.pk, by=request.membership)
        return _done(request, plan, "Đã mở lại nhận xét.", remark.pk)
    actions.resolve(plan.pk, remark.pk, by=request.membership)
    return _done(request, plan, "Đã đánh dấu nhận xét là đã giải quyết.", remark.pk)
