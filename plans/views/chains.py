"""The approval chain of an agency: what is in force and where it comes from, who holds each step today; changed by its administrator."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cchc_portal.agencies import chains
from cchc_portal.agencies.models import ChainStep, Membership, Role, StepKind
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, may_keep_chain, require, works_in
from cchc_portal.vietnam.signing import Stead
from plans.actions import chains as verbs
from plans.forms.chains import StepForm

from .reaching import address, with_province

TITLE = "Chuỗi duyệt"


def here(request: Any, name: str = "chain", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"chains:{name}", kwargs=own | kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def chain(request: Any) -> HttpResponse:
    """Everybody of the agency sees it; the form adds a step to the own chain."""
    agency = with_province(request)
    if not works_in(request.membership, agency):
        raise Http404
    if request.method == "POST":
        require(may_keep_chain(request.membership, agency))
    form = StepForm(request.POST if request.method == "POST" else None, agency=agency)
    if request.method == "POST" and form.is_valid():
        try:
            step = verbs.add(agency, form.values(), by=request.membership)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _done(request, f"Đã thêm bước “{step.name}”.")
    return render(request, "chains/page.html", _context(request, form))


def _context(request: Any, form: StepForm) -> dict[str, Any]:
    today = timezone.localdate()
    found = chains.chain_of(request.agency, today)
    own = list(ChainStep.objects.filter(agency=request.agency).in_order())
    rows = [_row(request, step, today) for step in found.steps]
    for row, step in zip(rows, own, strict=False):
        row["id"] = step.pk
    return {
        "page_title": TITLE,
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (TITLE, "")],
        "rows": rows,
        "is_own": bool(own),
        "source": _source(request, found),
        "above": chains.inherited_by(request.agency, today).source if own else None,
        "unheld": [row["name"] for row in rows if not row["people"]],
        "may": may_keep_chain(request.membership, request.agency),
        "form": form,
    }


def _source(request: Any, found: chains.Chain) -> str:
    if found.source is None:
        return "Chuỗi thông thường của cổng: thủ trưởng cơ quan duyệt, văn thư cấp số."
    if found.source == request.agency:
        return "Chuỗi riêng của cơ quan."
    return f"Theo chuỗi duyệt của {found.source}."


def _row(request: Any, step: chains.Step, today: Any) -> dict[str, Any]:
    people = [
        {"who": str(each.user), "post": each.post.title, **_stead(each, step, today)}
        for each in chains.holders(request.agency, step, today)
    ]
    return {
        "name": step.name,
        "kind": StepKind(step.kind).label,
        "holder": _holder(request, step),
        "people": people,
        "working_days": step.working_days,
    }


def _stead(person: Membership, step: chains.Step, today: date) -> dict[str, Any]:
    """In which form and until when, of those who only stand in."""
    given = None if chains.holds(person, step) else chains.delegation_for(person, step, today)
    return {"stead": Stead(given.stead).words, "until": given.ends_on} if given else {}


def _holder(request: Any, step: chains.Step) -> str:
    if step.role:
        return f"Vai trò {Role(step.role).label.lower()}"
    return f"Vị trí {request.agency.posts.get(pk=step.post_id).title}"


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def edit_step(request: Any, step_id: int) -> HttpResponse:
    step = _step_or_404(request, step_id)
    form = StepForm(request.POST if request.method == "POST" else None, agency=request.agency, step=step)
    if request.method == "POST" and form.is_valid():
        changed = verbs.change(request.agency, step.pk, form.values(), by=request.membership)
        return _done(request, f"Đã lưu bước “{changed.name}”.")
    title = f"Sửa bước “{step.name}”"
    context = {
        "page_title": title,
        "breadcrumbs": [(TITLE, here(request)), (title, "")],
        "form": form,
        "submit": "Lưu bước duyệt",
        "cancel_href": here(request),
    }
    return render(request, "plan_register/form.html", context)


@require_POST
@agency_page
def move_step(request: Any, step_id: int) -> HttpResponse:
    step = _step_or_404(request, step_id)
    up = request.POST.get("huong") == "len"
    return _tried(
        request,
        lambda: verbs.move(request.agency, step.pk, up=up, by=request.membership),
        f"Đã chuyển bước “{step.name}”.",
    )


@require_POST
@agency_page
def remove_step(request: Any, step_id: int) -> HttpResponse:
    step = _step_or_404(request, step_id)
    return _tried(
        request,
        lambda: verbs.remove(request.agency, step.pk, by=request.membership),
        f"Đã bỏ bước “{step.name}”.",
    )


@require_POST
@agency_page
def make_own(request: Any) -> HttpResponse:
    verbs.make_own(with_province(request), by=request.membership)
    return _done(request, "Đã lập chuỗi duyệt riêng từ chuỗi đang dùng.")


@require_POST
@agency_page
def inherit(request: Any) -> HttpResponse:
    verbs.inherit(with_province(request), by=request.membership)
    return _done(request, "Đã bỏ chuỗi riêng. Kế hoạch trình từ nay theo chuỗi của cấp trên.")


def _step_or_404(request: Any, step_id: int) -> ChainStep:
    """A step of this agency's own chain, for those who keep it."""
    step: ChainStep | None = ChainStep.objects.filter(agency=with_province(request), pk=step_id).first()
    if step is None:
        raise Http404
    require(may_keep_chain(request.membership, request.agency))
    return step


def _tried(request: Any, act: Callable[[], Any], told: str) -> HttpResponse:
    """What the chain does not bear is said above it."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(here(request))
    return _done(request, told)


def _done(request: Any, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(here(request))
