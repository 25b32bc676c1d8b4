"""The reviewer's verbs: each answers a button; what is refused comes back with what was typed."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from plans.actions import reviewing as actions
from plans.forms.submissions import AcceptForm, AskForm, GiveBackForm
from plans.submissions.states import Verdict

from .given_tasks import number_of
from .reviewing import comment_form, here, page, require_reviewer, submission_or_404, verdict_form


@require_POST
@agency_page
def take(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    actions.take(found.pk, by=request.membership)
    messages.success(request, f"Đã nhận thẩm định hồ sơ của {found.agency}.")
    return redirect(here(request, "submission", submission_id=found.pk))


@require_POST
@agency_page
def accept(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    form = AcceptForm(request.POST, prefix="chap-nhan")
    if not form.is_valid():
        return page(request, found, accept=form)
    actions.accept(found.pk, by=request.membership, comment=form.cleaned_data["comment"])
    messages.success(request, f"Đã chấp nhận {found.obligation} của {found.agency}.")
    return redirect(here(request))


@require_POST
@agency_page
def give_back(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    form = GiveBackForm(request.POST, prefix="tra-lai")
    if not form.is_valid():
        return page(request, found, give_back=form)
    actions.give_back(found.pk, by=request.membership, reason=form.cleaned_data["reason"])
    messages.success(request, f"Đã trả lại {found.obligation} của {found.agency}.")
    return redirect(here(request))


@require_POST
@agency_page
def ask_supplement(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    form = AskForm(request.POST, prefix="bo-sung")
    if not form.is_valid():
        return page(request, found, ask=form)
    actions.ask_supplement(found.pk, by=request.membership, **form.cleaned_data)
    messages.success(request, f"Đã gửi {found.agency} yêu cầu bổ sung.")
    return redirect(here(request, "submission", submission_id=found.pk))


@require_POST
@agency_page
def comment(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    form = comment_form(found, request.POST)
    if not form.is_valid():
        return page(request, found, comment=form)
    said = form.cleaned_data
    actions.comment(found.pk, said["text"], place=said["place"], by=request.membership)
    messages.success(request, "Đã lưu nhận xét.")
    return redirect(f"{here(request, 'submission', submission_id=found.pk)}#nhan-xet")


@require_POST
@agency_page
def assess(request: Any, submission_id: int) -> HttpResponse:
    """Every criterion of the page at once: what has changed is saved, what was left open stays open."""
    found = submission_or_404(request, submission_id)
    given = {each.criterion_id: each for each in found.verdicts.all()}
    numbers = [number for sent in request.POST.getlist("tieu_chi") if (number := number_of(sent))]
    filled = {number: verdict_form(number, given.get(number), request.POST) for number in numbers}
    changed = {number: form for number, form in filled.items() if form.has_changed()}
    if any(form.errors for form in changed.values()):
        return page(request, found, verdicts=changed)
    with transaction.atomic():
        for number, form in changed.items():
            said = form.cleaned_data
            verdict = Verdict(said["verdict"])
            actions.assess(found.pk, number, verdict, said["comment"], by=request.membership)
    messages.success(request, "Đã lưu đánh giá.")
    return redirect(f"{here(request, 'submission', submission_id=found.pk)}#tieu-chi")


@require_POST
@agency_page
def accept_many(request: Any) -> HttpResponse:
    """Those that were ticked; one that was never opened is not accepted."""
    require_reviewer(request)
    ticked = [number for sent in request.POST.getlist("ho_so") if (number := number_of(sent))]
    if not ticked:
        raise Refused("Đánh dấu ít nhất một hồ sơ đã mở xem rồi chấp nhận.")
    many = actions.accept_many(ticked, by=request.membership)
    if many.accepted:
        messages.success(request, f"Đã chấp nhận {len(many.accepted)} hồ sơ.")
    for reason in many.refused:
        messages.warning(request, reason)
    return redirect(here(request))
