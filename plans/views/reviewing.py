"""Thẩm định: what waits at Sở Nội vụ, and one submission beside the tasks that its agency was given."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.paging import page_of
from cchc_portal.agencies.permissions import require
from cchc_portal.vietnam.text import lower_first
from plans.actions import reviewing as actions
from plans.assignments.standing import AnswerState, Given, given_to
from plans.models import Submission
from plans.submissions import permissions, showing
from plans.submissions.opened import opened_by
from plans.submissions.states import DECIDED, Act

from .reaching import address, with_province
from .review_typed import Typed

TITLE = "Thẩm định"
WHOSE = {
    "": "Tất cả",
    "cho": "Chờ thẩm định",
    "toi": "Tôi đang thẩm định",
    "trong": "Chưa có người nhận",
    "bo-sung": "Chờ cơ quan bổ sung",
}


def here(request: Any, name: str = "queue", **kwargs: Any) -> str:
    own = {"province": request.province.slug, "agency": request.agency.slug}
    return reverse(f"reviews:{name}", kwargs=own | kwargs)


def trail(request: Any, *inner: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Việc của tôi", address(request, "tasks")), (TITLE, here(request) if inner else ""), *inner]


def require_reviewer(request: Any) -> None:
    require(permissions.may_review_at(request.membership, with_province(request)))


def hide_from_others(request: Any) -> None:
    """What stands at the office is not there for anybody else."""
    if not permissions.may_review_at(request.membership, with_province(request)):
        raise Http404


@require_safe
@agency_page
def queue(request: Any) -> HttpResponse:
    """What waits, since when, in whose hands, how old in working days, and how much each reviewer holds."""
    require_reviewer(request)
    whose = request.GET.get("xem", "")
    whose = whose if whose in WHOSE else ""
    mine = Submission.objects.for_reviewer(request.membership)
    page = page_of(
        _shown(request, mine.open(), whose).with_everything().oldest_first(), number=_number(request)
    )
    context = {
        "page_title": TITLE,
        "breadcrumbs": trail(request),
        "whose": [(key, label, key == whose) for key, label in WHOSE.items()],
        "page": page,
        "rows": _rows(request, list(page)),
        "load": mine.load(),
    }
    return render(request, "plans/submissions/queue.html", context)


def _number(request: Any) -> str | None:
    number: str | None = request.GET.get("trang")
    return number


def _shown(request: Any, rows: Any, whose: str) -> Any:
    if whose == "toi":
        return rows.held_by(request.user)
    if whose == "cho":
        return rows.waiting()
    if whose == "trong":
        return rows.waiting().free()
    return rows.asked() if whose == "bo-sung" else rows


def _rows(request: Any, submissions: list[Submission]) -> list[showing.Waiting]:
    ages = showing.ages(submissions)
    seen = opened_by(request.user.pk, submissions)
    return [showing.Waiting(each, ages[each.pk], each.pk in seen) for each in submissions]


@require_safe
@agency_page
def decided(request: Any) -> HttpResponse:
    """What was accepted or given back, the newest first."""
    require_reviewer(request)
    found = Submission.objects.for_reviewer(request.membership).filter(state__in=DECIDED)
    page = page_of(found.with_everything().order_by("-decided_at", "-id"), number=_number(request))
    context = {
        "page_title": "Hồ sơ đã quyết định",
        "breadcrumbs": trail(request, ("Đã quyết định", "")),
        "page": page,
        "rows": [(each, showing.where(each)) for each in page],
    }
    return render(request, "plans/submissions/decided.html", context)


def submission_or_404(request: Any, submission_id: int) -> Submission:
    """Of any agency of the province; one's own is read, never reviewed. For others it is not there."""
    hide_from_others(request)
    found: Submission = get_object_or_404(Submission.objects.with_everything(), pk=submission_id)
    return found


@require_safe
@agency_page
def submission(request: Any, submission_id: int) -> HttpResponse:
    """The paper beside the tasks, the checklist, the decision; that it was opened is noted."""
    found = submission_or_404(request, submission_id)
    shown = page(request, found)
    actions.opened(found, by=request.membership)
    return shown


def page(request: Any, found: Submission, typed: Typed | None = None) -> HttpResponse:
    """`typed`: what was sent and could not be done, or not all of it, in place of empty boxes."""
    typed = typed or Typed(found)
    tasks = _tasks(found)
    leads = [row for row in tasks if row.part == "lead"]
    context = {
        "page_title": f"{found.agency.name}: {lower_first(found.obligation.document)}",
        "breadcrumbs": trail(request, (found.agency.name, "")),
        "submission": found,
        "where": showing.where(found),
        "facts": showing.facts(found),
        "plan_href": _of_the_plan(found, "detail"),
        "sheet_href": _of_the_plan(found, "preview"),
        "tasks": tasks,
        "answered": sum(not row.is_open for row in leads),
        "leads": len(leads),
        "may": permissions.may_do(Act.ACCEPT, request.membership, found),
        "may_take": permissions.may_do(Act.TAKE, request.membership, found),
        "holds": found.taken_by_id == request.user.pk,
        "may_ask": permissions.may_do(Act.ASK_SUPPLEMENT, request.membership, found),
        "criteria": typed.criteria,
        "comments": list(found.comments.order_by("id")),
        "supplements": list(found.supplements.order_by("id")),
        "history": showing.chronicle(found, whole=True),
        "others": list(Submission.objects.about(found.obligation).exclude(pk=found.pk)),
        "accept_form": typed.decisions[Act.ACCEPT],
        "give_back_form": typed.decisions[Act.GIVE_BACK],
        "ask_form": typed.decisions[Act.ASK_SUPPLEMENT],
        "comment_form": typed.comment,
        "problems": typed.problems(),
    }
    return render(request, "plans/submissions/review.html", context)


def _of_the_plan(found: Submission, name: str) -> str:
    if found.plan is None:
        return ""
    where = {"province": found.province.slug, "agency": found.plan.agency.slug}
    return reverse(f"plans:{name}", kwargs={**where, "plan_id": found.plan_id})


def _tasks(found: Submission) -> list[Given]:
    """What the agency was given for the year; of its drafts only that they answer."""
    said = (AnswerState.ISSUED, AnswerState.TEXT)
    rows = given_to(found.obligation.holder, found.obligation.year)
    return [replace(row, answers=tuple(each for each in row.answers if each.state in said)) for row in rows]
