"""The wizard of a change: what happens, which agencies, who goes where, everything in sentences, confirm; and the list of changes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cchc_portal.agencies.change_forms import STEP_TWO, BeginForm, InheritanceForm
from cchc_portal.agencies.changing import foreseeing, verbs
from cchc_portal.agencies.changing.terms import Terms, heirs, subjects, terms_of
from cchc_portal.agencies.models import Agency, AgencyChange, AgencySuccession, ChangeState
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam import dates

from .reaching import address, go
from .setting_up import admitted, trail

TITLE = "Sắp xếp cơ quan"
TONES = {
    ChangeState.DRAFT: "neutral",
    ChangeState.PLANNED: "info",
    ChangeState.IN_FORCE: "ok",
    ChangeState.UNDONE: "plain",
}


def _trail(request: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return trail(request, (TITLE, address(request, "agency_changes:list") if more else ""), *more)


@require_safe
@agency_page
def listed(request: Any) -> HttpResponse:
    """Changes, newest first, and every agency with the page of its names."""
    admitted(request)
    today = timezone.localdate()
    agencies = list(Agency.objects.in_order())
    page = page_of(
        AgencyChange.objects.newest_first().select_related("made_by"), number=request.GET.get("trang")
    )
    context = {
        "page_title": TITLE,
        "breadcrumbs": _trail(request),
        "page": page,
        "rows": [
            _row(change, {agency.pk: agency.name for agency in agencies}) for change in page.object_list
        ],
        "open": [agency for agency in agencies if agency.closed_on is None or agency.closed_on > today],
        "closed": [agency for agency in agencies if agency.closed_on and agency.closed_on <= today],
    }
    return render(request, "agencies/changes.html", context)


def _row(change: AgencyChange, names: dict[int, str]) -> dict[str, Any]:
    chosen = terms_of(change).agencies
    return {
        "change": change,
        "about": ", ".join(names[pk] for pk in chosen if pk in names) or "Chưa chọn cơ quan",
        "status": (change.get_state_display(), TONES[ChangeState(change.state)]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def begin(request: Any) -> HttpResponse:
    admitted(request)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change = verbs.begin(by=request.membership, **form.cleaned_data)
        return go(request, "agency_changes:agencies", change_id=change.pk)
    return _step(request, form, "Việc sắp xếp và văn bản", 1)


def _step(
    request: Any, form: Any, title: str, number: int, change: AgencyChange | None = None
) -> HttpResponse:
    context = {
        "page_title": title,
        "breadcrumbs": _trail(request, (title, "")),
        "form": form,
        "number": number,
        "change": change,
    }
    return render(request, "agencies/change_step.html", context)


def _change_or_404(request: Any, change_id: int) -> AgencyChange:
    """A change of this province, for its administrators."""
    change: AgencyChange | None = AgencyChange.objects.filter(pk=change_id).select_related("made_by").first()
    if change is None:
        raise Http404
    admitted(request)
    return change


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def agencies(request: Any, change_id: int) -> HttpResponse:
    change = _change_or_404(request, change_id)
    standing = list(Agency.objects.open_on(change.effective_on).filter(closed_on__isnull=True).in_order())
    form = STEP_TWO[change.kind](request.POST if request.method == "POST" else None, agencies=standing)
    if request.method == "POST" and form.is_valid():
        verbs.set_terms(change.pk, form.terms(), by=request.membership)
        split = change.kind == AgencySuccession.Kind.SPLIT
        return go(request, f"agency_changes:{'inheritance' if split else 'about'}", change_id=change.pk)
    return _step(request, form, "Cơ quan sắp xếp", 2, change)


@require_http_methods(["GET", "HEAD", "POST"])
@agency_page
def inheritance(request: Any, change_id: int) -> HttpResponse:
    change = _change_or_404(request, change_id)
    terms = terms_of(change)
    if change.kind != AgencySuccession.Kind.SPLIT or not terms.agencies:
        return go(request, "agency_changes:about", change_id=change.pk)
    form = InheritanceForm(request.POST if request.method == "POST" else None, terms=terms)
    if request.method == "POST" and form.is_valid():
        verbs.set_terms(change.pk, form.terms(), by=request.membership)
        return go(request, "agency_changes:about", change_id=change.pk)
    return _step(request, form, "Chuyển người, kế hoạch", 3, change)


@require_safe
@agency_page
def about(request: Any, change_id: int) -> HttpResponse:
    """Before it is confirmed: what it will do; afterwards: what it does or did."""
    change = _change_or_404(request, change_id)
    terms = terms_of(change)
    draft = change.state == ChangeState.DRAFT
    foreseen = change.state in {ChangeState.DRAFT, ChangeState.PLANNED} and bool(terms.agencies)
    title = "Xem lại trước khi xác nhận" if draft else _title(change)
    context = {
        "page_title": title,
        "breadcrumbs": _trail(request, (title, "")),
        "change": change,
        "status": (change.get_state_display(), TONES[ChangeState(change.state)]),
        "subjects": subjects(terms),
        "heirs": [] if change.kind == AgencySuccession.Kind.RENAME else heirs(terms),
        "sentences": foreseeing.sentences(change) if foreseen else change.outcome,
        "foreseen": foreseen,
        "obstacle": _obstacle(change, terms) if foreseen else "",
        "may_confirm": draft and foreseen,
        "may_undo": change.state in {ChangeState.DRAFT, ChangeState.PLANNED},
    }
    return render(request, "agencies/change.html", context)


def _obstacle(change: AgencyChange, terms: Terms) -> str:
    """Why it could not come into force as things stand."""
    try:
        verbs.refuse_impossible(change, terms)
    except Refused as refusal:
        return refusal.reason
    return ""


def _title(change: AgencyChange) -> str:
    return f"{change.get_kind_display().capitalize()} từ ngày {dates.short_date(change.effective_on)}"


@require_POST
@agency_page
def confirm(request: Any, change_id: int) -> HttpResponse:
    change = _change_or_404(request, change_id)
    try:
        confirmed = verbs.confirm(change.pk, by=request.membership)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        day = dates.short_date(confirmed.effective_on)
        now = confirmed.state == ChangeState.IN_FORCE
        messages.success(
            request, "Thay đổi đã có hiệu lực." if now else f"Thay đổi có hiệu lực vào ngày {day}."
        )
    return go(request, "agency_changes:about", change_id=change.pk)


@require_POST
@agency_page
def undo(request: Any, change_id: int) -> HttpResponse:
    change = _change_or_404(request, change_id)
    try:
        verbs.undo(change.pk, by=request.membership)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return go(request, "agency_changes:about", change_id=change.pk)
    messages.success(request, "Đã hủy. Các cơ quan giữ nguyên.")
    return go(request, "agency_changes:list")
