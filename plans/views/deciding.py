"""A plan's page for whoever holds its step: what two minutes on a phone need, and the decision at hand.

Nghị định 30/2020/NĐ-CP, Điều 11–13: content, form, then the signature, each by its own person.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cchc_portal.agencies.models import Membership, StepKind
from cchc_portal.calendars import work_calendar
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.numbers import format_number
from cchc_portal.vietnam.signing import Stead
from plans import approval, history, holders, permissions, previous
from plans.actions import signers, viewing
from plans.comparing import Comparison, compare, sentence
from plans.models import Plan, PlanStep, StepResult, Version, VersionKind
from plans.outline import Outline
from plans.states import PlanForm, Verb
from plans.submissions import windows

from . import attached, compared, comparing, decisions, findings, remarks
from .reaching import address

_FEW = 6  # changed places that are shown unfolded

Section = dict[str, Any]


def step_of(request: Any, plan: Plan) -> PlanStep | None:
    """The step that this person decides on now, by checking or approving it."""
    step = approval.current(plan)
    if step is None or not approval.is_to_be_decided(plan):
        return None
    may = permissions.may_approve if step.kind == StepKind.APPROVE else permissions.may_pass
    return step if may(request.membership, plan) else None


def page(request: Any, plan: Plan, step: PlanStep) -> HttpResponse:
    """That it was opened is recorded, once it is shown: nobody approves among several what they have not opened."""
    outline = Outline.of(plan)
    found = findings.found_in(outline)
    context = {
        "page_title": plan.title,
        "breadcrumbs": [("Việc của tôi", address(request, "tasks")), (plan.subject, "")],
        "plan": plan,
        "turn": holders.beside_the_state(plan, request.membership),
        "late": approval.late(step, timezone.localdate(), approval.calendar_of([plan])),
        "facts": _facts(plan, step, outline),
        "early": windows.warning(plan),
        "note_to_approver": history.note_to_approver(plan),
        "lines": lines(plan, request.membership, outline),
        "last": _since_last(plan, step, outline),
        "last_year": _since_last_year(request, plan, outline),
        "checked": findings.shown(request, plan, outline, found),
        "chain": chain(plan),
        "history": history.of_plan(plan),
        "choices": _choices(request, plan, outline),
        **comparing.links(request, plan),
        **remarks.panel(request, plan, outline, came_from="chi-tiet"),
        **attached.panel(request, plan),
    }
    shown = render(request, "plans/deciding.html", context)
    viewing.view(plan, by=request.membership)
    return shown


def amounts(outline: Outline) -> tuple[int, int]:
    """How many items, how much money."""
    items = [item for node in outline.nodes() if node.kind == "nhom" for item in node.data["items"]]
    return len(items), sum(item["budget"]["amount"] or 0 for item in items if item["budget"])


def _facts(plan: Plan, step: PlanStep, outline: Outline) -> list[Section]:
    count, money = amounts(outline)
    today = timezone.localdate()
    left = None
    if step.due_on and step.due_on >= today:
        left = work_calendar.between(today, step.due_on).working_days_between(today, step.due_on)
    period = dates.written_period(plan.period_from, plan.period_to)
    facts: list[Section] = [{"key": "Hạn duyệt", "day": step.due_on, "left": left}]
    if plan.is_plan or count:
        facts.insert(0, {"key": "Nội dung", "value": format_number(count)})
    if plan.is_plan or money:
        said = f"{format_number(money)} đồng" if money else "Không ghi số tiền"
        facts.insert(-1, {"key": "Kinh phí", "value": said})
    if plan.form != PlanForm.LETTER:
        key = "Thực hiện" if plan.is_plan else "Kỳ báo cáo"
        facts.append({"key": key, "value": period[:1].upper() + period[1:]})
    return facts


def as_signed_by(person: Membership, plan: Plan, outline: Outline) -> dict[str, Any]:
    """The plan as it will be printed once this person approves it; as it was drafted to everybody else."""
    step = approval.current(plan)
    if step is None or step.kind != StepKind.APPROVE or not permissions.may_approve(person, plan):
        return outline.snapshot
    return signers.signed(outline.snapshot, plan, person)


def lines(plan: Plan, person: Membership, outline: Outline) -> list[str]:
    """What will be printed above the name of the person who approves; nothing at the other steps."""
    step = approval.current(plan)
    if step is None or step.kind != StepKind.APPROVE:
        return []
    signature = as_signed_by(person, plan, outline)["signatures"][:1]
    return [line for each in signature for line in (*each["authority"], each["title"], each["name"]) if line]


def _since_last(plan: Plan, step: PlanStep, outline: Outline) -> Section | None:
    """What differs from what this step's holder had before them the last time; nothing where it comes for the first time."""
    before = PlanStep.objects.filter(
        plan=plan, kind=step.kind, name=step.name, round__lt=step.round, came_at__isnull=False
    )
    earlier = before.order_by("-round").first()
    if earlier is None:
        return None
    handed_in = Version.objects.filter(plan=plan, kind=VersionKind.SUBMITTED, made_at__lte=earlier.came_at)
    version = handed_in.order_by("-made_at", "-id").first()
    if version is None:
        return None
    old = comparing.Side("", comparing.name_of(version), version.content)
    found = compare(version.content, outline.snapshot)
    return _told(found) | {
        "old": old,
        "new": comparing.Side("", "Bản đang trình", outline.snapshot),
        "parts": compared.parts(found),
        "returned": plan.steps.filter(round=earlier.round, result=StepResult.RETURNED).exists(),
    }


def _since_last_year(request: Any, plan: Plan, outline: Outline) -> Section | None:
    earlier = previous.previous_plan(plan)
    if earlier is None:
        return None
    found = compare(previous.words_of(earlier), outline.snapshot)
    href = f"{address(request, 'compare', plan_id=plan.pk)}?cu={comparing.LAST_YEAR}"
    return _told(found) | {"href": href, "year": earlier.year}


def _told(found: Comparison) -> Section:
    counts = found.counts()
    return {"sentence": sentence(counts), "few": 0 < sum(counts.values()) <= _FEW}


def chain(plan: Plan) -> list[Section]:
    """The steps of this round: who did each and in whose stead, where it lies, who comes after."""
    last = plan.steps.order_by("-round").values_list("round", flat=True).first()
    rows = PlanStep.objects.filter(plan=plan).of_round(last).with_people() if last else ()
    return [_link(row, plan) for row in rows]


_STATES = {StepResult.PASSED: "done", "": "waiting"}


def _step_name(row: PlanStep, plan: Plan) -> str:
    """In the button's own words, unless the agency has named the step otherwise."""
    usual = row.kind == StepKind.APPROVE and row.name == StepKind.APPROVE.label
    return Verb.APPROVE.label.replace("kế hoạch", plan.noun) if usual else row.name


def _link(row: PlanStep, plan: Plan) -> Section:
    if row.done_by is None:
        state = "current" if row.came_at else "waiting"
        return {"verb": _step_name(row, plan), "who": row.holder, "at": row.came_at, "state": state}
    stead = ""
    if row.delegation is not None:
        stead = f"{Stead(row.delegation.stead).words} {row.delegation.principal.title}"
    post = row.done_post.title if row.done_post and row.done_post.title != str(row.done_by) else ""
    return {
        "verb": _step_name(row, plan),
        "who": str(row.done_by),
        "post": ", ".join(part for part in (post, stead) if part),
        "at": row.done_at,
        "note": "" if row.result == StepResult.PASSED else row.get_result_display(),
        "state": _STATES.get(row.result, "returned"),
    }


def _choices(request: Any, plan: Plan, outline: Outline) -> list[Section]:
    """Agree or give back; the question before it repeats what will be printed."""
    shown = [
        choice
        for choice in decisions.choices(request, plan, [])
        if choice["verb"] in (Verb.PASS, Verb.APPROVE, Verb.RETURN)
    ]
    if "nhieu" in request.GET:  # opened from the list of several
        href = address(request, "choose", plan_id=plan.pk)
        tick = {"label": "Chọn để duyệt, xem tiếp", "icon": "check", "kind": "primary", "action": href}
        return [tick, *(choice for choice in shown if choice["verb"] == Verb.RETURN)]
    printed = lines(plan, request.membership, outline)
    for choice in shown:
        if choice["verb"] == Verb.APPROVE and printed:
            choice["confirm"] = f"{choice['confirm']} Phần ký sẽ in: {' / '.join(printed)}."
    return shown
