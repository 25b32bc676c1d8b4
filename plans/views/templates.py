"""Templates: which there are, a plan saved as one, its name and guides, retiring it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Allowed, require, works_in
from cchc_portal.documents import paper, snapshots
from cchc_portal.vietnam import dates
from plans import permissions
from plans.actions import templates as verbs
from plans.beginning import sources, templates
from plans.forms.templates import AGENCY, PROVINCE, MakeTemplateForm, TemplateForm
from plans.models import PlanTemplate

from .reaching import address, plan_or_404, with_province

TITLE = "Mẫu kế hoạch"
_IN_ORDER = ("retired", "agency_id", "title", "id")


def _here(request: Any, name: str = "list", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"plan_templates:{name}", kwargs=own | kwargs)


def _visible(request: Any) -> Any:
    """The province's, and the agency's own to its people."""
    kept = Q(agency__isnull=True)
    if works_in(request.membership, with_province(request)):
        kept |= Q(agency=request.agency)
    return PlanTemplate.objects.filter(kept).select_related("agency__province", "made_by")


def _may(request: Any, template: PlanTemplate) -> bool:
    return isinstance(permissions.may_keep_templates(request.membership, template.agency), Allowed)


@require_safe
@agency_page
def template_list(request: Any) -> HttpResponse:
    found = [(template, _may(request, template)) for template in _visible(request).order_by(*_IN_ORDER)]
    levels = ("", request.agency.level)
    context = {
        "page_title": TITLE,
        "breadcrumbs": [("Kế hoạch", address(request, "plan_list")), (TITLE, "")],
        "rows": [(each, may) for each, may in found if may or (not each.retired and each.level in levels)],
        "may_keep": bool(_scopes(request, with_province(request))),
        "may_create": permissions.may_create(request.membership, request.agency),
    }
    return render(request, "plan_templates/list.html", context)


def _scopes(request: Any, agency: Any) -> list[str]:
    """Whose templates this person may keep here."""
    asked = ((AGENCY, agency), (PROVINCE, None))
    return [name for name, owner in asked if permissions.may_keep_templates(request.membership, owner)]


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def make(request: Any, plan_id: int) -> HttpResponse:
    """“Lưu làm mẫu”: asks for a name, then leads on to the guides."""
    plan = plan_or_404(request, plan_id)
    may = _scopes(request, plan.agency)
    if not may:
        require(permissions.may_keep_templates(request.membership, plan.agency))
    form = MakeTemplateForm(
        request.POST or None, may=may, initial={"title": f"Theo kế hoạch năm {plan.year}"}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = verbs.make(
            plan, data["title"], data["summary"], of_province=data["whose"] == PROVINCE, by=request.membership
        )
        messages.success(request, "Đã lưu mẫu. Ghi hướng dẫn cho từng mục nếu cần.")
        return redirect(_here(request, "edit", template_id=made.pk))
    context = {
        "page_title": "Lưu kế hoạch làm mẫu",
        "breadcrumbs": [
            ("Kế hoạch", address(request, "plan_list")),
            (plan.subject, address(request, "detail", plan_id=plan.pk)),
            ("Lưu làm mẫu", ""),
        ],
        "form": form,
        "submit": "Lưu làm mẫu",
        "cancel_href": address(request, "detail", plan_id=plan.pk),
        "explained": "Năm và tên cơ quan trong lời văn được để ngỏ; số, ngày ban hành, họ tên người ký và văn bản cấp trên không giữ lại.",
    }
    return render(request, "plan_templates/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit(request: Any, template_id: int) -> HttpResponse:
    template = get_object_or_404(_visible(request), pk=template_id)
    require(permissions.may_keep_templates(request.membership, template.agency))
    sections = list(templates.sections(template.content))
    guides = {f"guide_{number}": template.guides.get(place, "") for number, (place, _) in enumerate(sections)}
    initial = {"title": template.title, "summary": template.summary, "level": template.level, **guides}
    form = TemplateForm(
        request.POST or None, sections=sections, of_province=template.agency_id is None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        verbs.change(template.pk, form.values(), by=request.membership)
        messages.success(request, f"Đã lưu mẫu “{form.cleaned_data['title']}”.")
        return redirect(_here(request))
    context = {
        "page_title": "Sửa mẫu kế hoạch",
        "breadcrumbs": [
            ("Kế hoạch", address(request, "plan_list")),
            (TITLE, _here(request)),
            (template.title, ""),
        ],
        "form": form,
        "template": template,
        "submit": "Lưu mẫu",
        "cancel_href": _here(request),
    }
    return render(request, "plan_templates/form.html", context)


@require_POST
@agency_page
def retire(request: Any, template_id: int) -> HttpResponse:
    template = get_object_or_404(_visible(request), pk=template_id)
    kept = verbs.retire(template.pk, request.POST.get("dung") != "lai", by=request.membership)
    told = (
        "Mẫu không còn được chọn khi lập kế hoạch." if kept.retired else "Mẫu dùng lại được khi lập kế hoạch."
    )
    messages.success(request, told)
    return redirect(_here(request))


@require_safe
@agency_page
@xframe_options_sameorigin
def preview(request: Any, template_id: int) -> HttpResponse:
    """The paper that this agency would get from the template."""
    template = get_object_or_404(_visible(request), pk=template_id)
    agency, year = with_province(request), timezone.localdate().year
    above = [parent.cited for parent in sources.carried_out(agency, year)]
    content = templates.filled(template.content, year, agency.name, above)
    start, end = dates.year_period(year)
    content |= {"agency": sources.letterhead_of(agency, year), "period": {"from": start, "to": end}}
    shown = snapshots.assemble(content)
    return HttpResponse(paper.html(shown, marks=frozenset({"draft"}), nonce=str(request.csp_nonce)))
