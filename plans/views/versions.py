"""The versions of a plan: the list, reading one, "Lưu mốc", going back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import require
from cchc_portal.documents import paper
from plans import permissions
from plans.actions import restoring, versions
from plans.comparing import sentence
from plans.forms.steps import MarkForm
from plans.models import Plan, Version, VersionKind
from plans.states import PlanState

from .comparing import NOW, in_a_sentence, name_of
from .reaching import address, go, own_plan_or_404

PER_PAGE = 30
TONES = {
    VersionKind.SUBMITTED: "info",
    VersionKind.RETURNED: "danger",
    VersionKind.APPROVED: "ok",
    VersionKind.MARKED: "review",
}


def _trail(request: Any, plan: Plan, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        ("Kế hoạch", address(request, "plan_list")),
        (plan.subject, address(request, "detail", plan_id=plan.pk)),
        *more,
    ]


@require_safe
@agency_page
def version_list(request: Any, plan_id: int) -> HttpResponse:
    return _list(request, own_plan_or_404(request, plan_id), MarkForm())


def _list(request: Any, plan: Plan, form: MarkForm) -> HttpResponse:
    kept = Version.objects.filter(plan=plan).defer("content", "anchors").order_by("-made_at", "-id")
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_title": "Các phiên bản",
        "breadcrumbs": _trail(request, plan, ("Các phiên bản", "")),
        "plan": plan,
        "page": page,
        "rows": [_row(request, plan, version) for version in page],
        "form": form,
        "may_edit": permissions.may_edit(request.membership, plan),
        "compare_href": address(request, "compare", plan_id=plan.pk),
    }
    return render(request, "plans/versions.html", context)


def _row(request: Any, plan: Plan, version: Version) -> dict[str, Any]:
    compare_href = address(request, "compare", plan_id=plan.pk)
    return {
        "version": version,
        "tone": TONES.get(VersionKind(version.kind), "neutral"),
        "changes": "Bản đầu tiên" if version.changes is None else sentence(version.changes),
        "href": address(request, "version", plan_id=plan.pk, version_id=version.pk),
        "compare_href": f"{compare_href}?cu={version.pk}&moi={NOW}",
    }


@require_POST
@agency_page
def mark(request: Any, plan_id: int) -> HttpResponse:
    """From the list or the editor, and back to where the button was pressed."""
    plan = own_plan_or_404(request, plan_id)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _list(request, plan, form)
    versions.mark(plan.pk, by=request.membership, label=form.cleaned_data["label"])
    messages.success(request, "Đã lưu mốc. Có thể xem lại và khôi phục trong “Các phiên bản”.")
    return go(request, "edit" if request.POST.get("ve") == "soan" else "versions", plan_id=plan.pk)


def _version_or_404(plan: Plan, version_id: int) -> Version:
    found: Version = get_object_or_404(Version.objects.filter(plan=plan), pk=version_id)
    return found


@require_safe
@agency_page
def version(request: Any, plan_id: int, version_id: int) -> HttpResponse:
    """One version as it would be printed, and what may be done with it."""
    plan = own_plan_or_404(request, plan_id)
    kept = _version_or_404(plan, version_id)
    place = {"plan_id": plan.pk, "version_id": kept.pk}
    versions_href = address(request, "versions", plan_id=plan.pk)
    context = {
        "page_title": str(kept),
        "breadcrumbs": _trail(request, plan, ("Các phiên bản", versions_href), (name_of(kept), "")),
        "plan": plan,
        "row": _row(request, plan, kept),
        "paper_href": address(request, "version_paper", **place),
        "restore_href": address(request, "version_restore", **place),
        "before_href": _before_href(request, plan, kept),
        "may_edit": permissions.may_edit(request.membership, plan),
    }
    return render(request, "plans/version.html", context)


def _before_href(request: Any, plan: Plan, kept: Version) -> str:
    """Compared with the version before it."""
    older = Version.objects.filter(plan=plan, made_at__lt=kept.made_at).order_by("-made_at", "-id")
    before = older.values_list("pk", flat=True).first()
    here = address(request, "compare", plan_id=plan.pk)
    return f"{here}?cu={before}&moi={kept.pk}" if before else ""


@require_safe
@agency_page
@xframe_options_sameorigin
def version_paper(request: Any, plan_id: int, version_id: int) -> HttpResponse:
    kept = _version_or_404(own_plan_or_404(request, plan_id), version_id)
    page = paper.html(kept.content, marks=frozenset({"draft"}), nonce=str(request.csp_nonce))
    return HttpResponse(page)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def version_restore(request: Any, plan_id: int, version_id: int) -> HttpResponse:
    """Asks on a page of its own: what stands now is said to be kept."""
    plan = own_plan_or_404(request, plan_id)
    kept = _version_or_404(plan, version_id)
    require(permissions.may_edit(request.membership, plan))
    if request.method == "POST":
        restoring.restore(plan.pk, kept.pk, by=request.membership)
        messages.success(
            request, f"Đã khôi phục {in_a_sentence(kept)}. Bản trước đó vẫn được giữ trong “Các phiên bản”."
        )
        return go(request, "edit", plan_id=plan.pk)
    own_href = address(request, "version", plan_id=plan.pk, version_id=kept.pk)
    context = {
        "page_title": "Khôi phục phiên bản",
        "breadcrumbs": _trail(request, plan, (name_of(kept), own_href), ("Khôi phục", "")),
        "plan": plan,
        "row": _row(request, plan, kept),
        "called": in_a_sentence(kept),
        "voids": plan.state == PlanState.APPROVED,
        "cancel_href": own_href,
    }
    return render(request, "plans/version_restore.html", context)
