"""The reviewer's verbs: each answers a button; what is refused comes back with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import Refused
from cchc_portal.vietnam.text import lower_first
from plans.actions import reviewing as actions
from plans.models import Submission
from plans.submissions.states import Act

from .given_tasks import number_of
from .review_typed import Typed, decisions_of
from .reviewing import here, page, require_reviewer, submission_or_404


@require_POST
@agency_page
def take(request: Any, submission_id: int) -> HttpResponse:
    found = submission_or_404(request, submission_id)
    typed = Typed(found, request.POST)
    if not typed.is_right():
        return page(request, found, typed)
    with transaction.atomic():
        actions.take(found.pk, by=request.membership)
        typed.save(by=request.membership)
    messages.success(request, f"Đã nhận thẩm định hồ sơ của {found.agency}.")
    return _again(request, typed)


@require_POST
@agency_page
def accept(request: Any, submission_id: int) -> HttpResponse:
    said = "Đã chấp nhận {thing} của {agency}."
    return _decide(request, submission_id, Act.ACCEPT, actions.accept, said)


@require_POST
@agency_page
def give_back(request: Any, submission_id: int) -> HttpResponse:
    said = "Đã trả lại {thing} của {agency}."
    return _decide(request, submission_id, Act.GIVE_BACK, actions.give_back, said)


@require_POST
@agency_page
def ask_supplement(request: Any, submission_id: int) -> HttpResponse:
    said = "Đã gửi {agency} yêu cầu bổ sung."
    return _decide(request, submission_id, Act.ASK_SUPPLEMENT, actions.ask_supplement, said)


def _decide(
    request: Any, submission_id: int, act: Act, verb: Callable[..., Submission], said: str
) -> HttpResponse:
    """What was judged and remarked beside the decision goes with it."""
    found = submission_or_404(request, submission_id)
    typed = Typed(found, request.POST, act)
    if not typed.is_right():
        return page(request, found, typed)
    with transaction.atomic():
        typed.save(by=request.membership)
        verb(found.pk, by=request.membership, **typed.decided)
    messages.success(request, said.format(thing=lower_first(found.obligation.document), agency=found.agency))
    if act == Act.ASK_SUPPLEMENT:
        return redirect(here(request, "submission", submission_id=found.pk))
    return redirect(here(request))


@require_POST
@agency_page
def note(request: Any, submission_id: int) -> HttpResponse:
    """The remark and every criterion at once: what has changed is saved, what was left open stays open."""
    found = submission_or_404(request, submission_id)
    typed = Typed(found, request.POST)
    if not (typed.is_right() and typed.says_something()):
        return page(request, found, typed)
    with transaction.atomic():
        typed.save(by=request.membership)
    saved = [*(["đánh giá"] if typed.verdicts else []), *(["nhận xét"] if typed.remark else [])]
    messages.success(request, f"Đã lưu {', '.join(saved)}.")
    return _again(request, typed, "#nhan-xet" if typed.remark else "#tieu-chi")


def _again(request: Any, typed: Typed, anchor: str = "") -> HttpResponse:
    """The page anew; what was typed for a decision that is still to be taken is not lost with that."""
    if typed.undecided:
        found = submission_or_404(request, typed.found.pk)
        return page(request, found, Typed(found, decisions_of(request.POST)))
    return redirect(f"{here(request, 'submission', submission_id=typed.found.pk)}{anchor}")


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
