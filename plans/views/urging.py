"""Urging the late: who gets what, chosen on one page; a notice at once, or letters that go through the office's own chain."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused, require
from cchc_portal.calendars.actions import may_disturb
from plans import permissions
from plans.actions import urging as verbs
from plans.forms.urging import LetterForm
from plans.states import PlanForm
from plans.urging.late import Late, LateList, left_out, overdue

from .reaching import address, go, with_province

TITLE = "Đôn đốc cơ quan quá hạn"
CHOICE = "viec"
EVERYBODY = "tat_ca"


@require_safe
@agency_page
def preview(request: Any) -> HttpResponse:
    """Every late agency with what it is late with, for how long, and whom a notice would reach."""
    require(permissions.may_urge(request.membership, with_province(request)))
    return _page(request, LetterForm())


@require_POST
@agency_page
def remind(request: Any) -> HttpResponse:
    """A notice at once to those that are ticked, or to all that are late."""
    home = with_province(request)
    require(permissions.may_urge(request.membership, home))
    omitted = left_out(_all_late(request)) if EVERYBODY in request.POST else ""
    try:
        with transaction.atomic():
            reached = verbs.remind(_ticked(request), by=request.membership, home=home)
    except Refused as refusal:
        nobody = f"Chưa gửi được thông báo đến cơ quan nào: {omitted}." if omitted else refusal.reason
        return _page(request, LetterForm(), refused=nobody)
    messages.success(
        request, f"Đã gửi thông báo đôn đốc đến {reached.people} người của {reached.agencies} cơ quan."
    )
    if omitted:
        messages.info(request, f"Không gửi: {omitted}.")
    if reached.left_out:
        messages.info(request, f"{reached.left_out} việc không gửi vì đã xong hoặc người khác vừa đôn đốc.")
    if reached.unreached:
        names = ", ".join(reached.unreached)
        messages.warning(request, f"Chưa có người nhận: {names}. Soạn công văn để đôn đốc các cơ quan này.")
    return redirect(_here(request))


@require_POST
@agency_page
def write(request: Any) -> HttpResponse:
    """Drafts of letters to those that are ticked, to be read and submitted as any paper of the office."""
    home = with_province(request)
    require(permissions.may_write_letter(request.membership, home))
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        with transaction.atomic():
            letters = verbs.write_letters(
                _ticked(request),
                by=request.membership,
                home=home,
                until=form.cleaned_data["until"],
                apart=form.apart,
            )
    except Refused as refusal:
        return _page(request, form, refused=refusal.reason)
    if len(letters) == 1:
        messages.success(request, "Đã soạn công văn đôn đốc. Đề nghị đọc lại trước khi trình.")
        return go(request, "edit", plan_id=letters[0].pk)
    messages.success(request, f"Đã soạn {len(letters)} công văn đôn đốc. Đề nghị đọc lại trước khi trình.")
    return go(request, "letters", act="trinh")


def _page(request: Any, form: LetterForm, *, refused: str = "") -> HttpResponse:
    today = timezone.localdate()
    late = LateList(overdue(today, besides=request.agency, agencies=_asked(request)), today).agencies
    chose = request.method == "POST" and EVERYBODY not in request.POST
    ticked = set(_ticked(request)) if chose else None
    home = with_province(request)
    context = {
        "page_title": TITLE,
        "rows": [(each, _is_ticked(each, ticked)) for each in late],
        "count": sum(each.to is not None for each in late),
        "form": form,
        "refused": refused,
        "may_write": permissions.may_write_letter(request.membership, home),
        "letters_href": f"{address(request, 'plan_list')}?form={PlanForm.LETTER.value}",
        "overview_href": reverse("calendars:overview", kwargs=_place(request)),
        "by_day": may_disturb(timezone.now()),
        "choice": CHOICE,
    }
    return render(request, "plans/urging/preview.html", context)


def _is_ticked(late: Late, ticked: set[str] | None) -> bool:
    if ticked is None:
        return late.is_due
    return late.to is not None and any(owed.key in ticked for owed in late.owed)


def _ticked(request: Any) -> list[str]:
    """Each box stands for one agency with all its rows; one press of the first screen for all agencies."""
    if EVERYBODY in request.POST:
        boxes = [each.keys for each in _all_late(request) if not each.untold]
    else:
        boxes = request.POST.getlist(CHOICE)
    return [key for box in boxes for key in box.split(",")][:5000]


def _all_late(request: Any) -> list[Late]:
    today = timezone.localdate()
    return LateList(overdue(today, besides=request.agency), today).agencies


def _asked(request: Any) -> list[int]:
    """Only some agencies, where a list has chosen them."""
    return [int(value) for value in request.GET.getlist("co_quan") if value.isdecimal()]


def _place(request: Any) -> dict[str, str]:
    return {"province": request.province.slug, "agency": request.agency.slug}


def _here(request: Any) -> str:
    return reverse("urging:preview", kwargs=_place(request))
