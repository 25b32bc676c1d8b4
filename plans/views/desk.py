"""The desk: what waits for this person, who has the rest, what they watch, which remarks name them, what is due next."""

from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.agencies.models import StepKind
from cchc_portal.agencies.pages import agency_page
from cchc_portal.agencies.permissions import works_in
from cchc_portal.calendars import deadlines, work_calendar
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam.dates import planned_year, short_date
from cchc_portal.vietnam.text import lower_first
from cchc_portal.vietnam.workdays import WorkCalendar
from plans import approval, holders, permissions
from plans.actions import watching
from plans.assignments.permissions import may_see_coverage
from plans.assignments.standing import open_counts
from plans.models import Mention, Plan, PlanStep
from plans.states import PlanKind, PlanState
from plans.submissions import wanted
from plans.submissions.permissions import answers_for

from . import letters
from .many import noun_of
from .reaching import address, go, plan_or_404, with_province

MOST = 50  # in each list
NEVER = Cast(Value(None), DateTimeField())
MOST_WORDS = 30  # of a reason, in a list
MOST_REMARKS = 10
MOST_DUE = 4


@require_safe
@agency_page
def tasks(request: Any) -> HttpResponse:
    """Việc của tôi, in a number of queries that does not grow with the rows."""
    today = timezone.localdate()
    visible = Plan.objects.visible_to(request.membership, request.agency).with_everybody()
    waiting, others, watched = _lists(request, visible)
    waiting.sort(key=lambda plan: _urgency(request, plan))
    calendar = approval.calendar_of([*waiting, *others, *watched])
    due = _Due(request, today, [step for plan in waiting if (step := approval.current(plan))])
    may_create = permissions.may_create(request.membership, with_province(request))
    year = planned_year(today)
    context = {
        "page_title": "Việc của tôi",
        "waiting": [
            *due.wanted,
            *(_task(request, plan, calendar) | due.of(plan) | _next(request, plan) for plan in waiting),
        ],
        "decisions": sum(map(approval.is_to_be_decided, waiting)),
        "decisions_noun": noun_of([plan for plan in waiting if approval.is_to_be_decided(plan)]),
        "letters": letters.offered(request, waiting),
        "others": [_task(request, plan, calendar) for plan in others],
        "watched": [_task(request, plan, calendar) for plan in watched],
        "remarks": _remarks(request, visible),
        "deadlines": due.rows,
        "hands_in": answers_for(request.membership, request.agency),
        "may_create": may_create,
        "year": year,
        **_assigned(request, today),
        "unplanned": not waiting and may_create and not visible.filter(period_from__year=year).exists(),
    }
    return render(request, "plans/tasks.html", context)


def _lists(request: Any, visible: Any) -> tuple[list[Plan], list[Plan], list[Plan]]:
    """What waits for this person, what lies with others, what they watch; a plan may be in two of them, and all are asked for at once."""
    at_work = visible.exclude(state=PlanState.ISSUED).annotate(since=NEVER)
    waiting = at_work.awaiting(request.membership).order_by("updated_at")[:MOST]
    others = at_work.exclude(pk__in=waiting.values("pk")).order_by("updated_at")[:MOST]
    watches = visible.filter(watches__user=request.user).annotate(since=F("watches__since"))
    asked = (waiting, others, watches.order_by("-since")[:MOST])
    first, *more = (rows.annotate(part=Value(part)) for part, rows in enumerate(asked))
    found: tuple[list[Plan], list[Plan], list[Plan]] = ([], [], [])
    rows: Any = first.union(*more, all=True)
    for plan in rows:
        found[plan.part].append(plan)
    for plans in found[:2]:
        plans.sort(key=lambda plan: (plan.updated_at, plan.pk))
    found[2].sort(key=attrgetter("since", "pk"), reverse=True)
    return found


def _urgency(request: Any, plan: Plan) -> tuple[int, date]:
    """First what others wait for, by its day; then what came back; then one's own drafts before those of colleagues."""
    step = approval.current(plan)
    if step is not None:
        return 0, step.due_on or date.max
    if plan.state == PlanState.RETURNED:
        return 1, date.min
    return (2 if plan.created_by_id == request.user.pk else 3), date.min


def _assigned(request: Any, today: date) -> dict[str, Any]:
    """How many tasks given to the agency wait for an answer, by year; what Sở Nội vụ has to hand down."""
    years = (today.year, today.year + 1)
    waiting = open_counts(request.agency, years) if works_in(request.membership, request.agency) else {}
    return {
        "assigned": [(year, *counts) for year in years if (counts := waiting.get(year, (0, 0)))[0]],
        "assigns": may_see_coverage(request.membership, request.province),
    }


def _task(request: Any, plan: Plan, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "title": plan.subject,
        "href": address(request, "detail", plan_id=plan.pk),
        "note": _note(plan, calendar),
        "status": {"label": plan.get_state_display(), "tone": plan.tone},
    }


def _note(plan: Plan, calendar: WorkCalendar) -> str:
    lies = ". ".join(filter(None, (plan.addressed_to, holders.sentence(plan, calendar))))
    reason = plan.return_reason if plan.state == PlanState.RETURNED else ""
    return f"{lies}. Lý do trả lại: {Truncator(reason).words(MOST_WORDS)}" if reason else lies


def _next(request: Any, plan: Plan) -> dict[str, str]:
    """What the clerk does with it, without opening the plan first: it was read and approved already."""
    step = approval.current(plan)
    if plan.state != PlanState.APPROVED or step is None or step.kind != StepKind.NUMBER:
        return {}
    return {"act": "Cấp số và ban hành", "act_href": address(request, "issue", plan_id=plan.pk)}


def _owed(request: Any) -> Any:
    return wanted.owed_or_wanted(Obligation.objects.of_agency(request.agency)).select_related("agency")


def _title(owed: Obligation, called: str) -> str:
    return f"{called} ({owed.taken_over})" if owed.taken_over else called


class _Due:
    """The agency's open obligations, and by when a plan must have been sent."""

    def __init__(self, request: Any, today: date, steps: list[PlanStep]) -> None:
        found = list(_owed(request)[:MOST])
        owed = [each for each in found if each.submitted_at is None]
        days = [today, *(each.due_on for each in found), *(step.due_on for step in steps if step.due_on)]
        days += [each.wanted_by for each in found if each.wanted_by]
        self._calendar = work_calendar.between(min(days), max(days))
        self._today = today
        self._plans = {each.year: each.due_on for each in owed if each.kind == ObligationKind.PLAN}
        place = {"province": request.province.slug, "agency": request.agency.slug}
        asked = (
            {each.pk: task for each in found if (task := self._wanted(each, place))}
            if answers_for(request.membership, request.agency)
            else {}
        )
        self.wanted = list(asked.values())
        self.rows = [
            {
                "title": _title(each, str(each)),
                "href": reverse("submissions:hand_in", kwargs=place | {"obligation_id": each.pk})
                if works_in(request.membership, request.agency)
                else "",
                **self._standing(each),
            }
            for each in owed
            if each.pk not in asked
        ][:MOST_DUE]

    def of(self, plan: Plan) -> dict[str, Any]:
        """When the step that waits must be done; else when the year's plan is due at Sở Nội vụ."""
        step = approval.current(plan)
        if step is not None and step.due_on:
            return self._left(step.due_on)
        one_year = plan.period_from.year == plan.period_to.year
        day = self._plans.get(plan.year) if plan.kind == PlanKind.CCHC and one_year else None
        return self._left(day) if day else {}

    def _wanted(self, owed: Any, place: dict[str, str]) -> dict[str, Any]:
        """What Sở Nội vụ asked to be added, or gave back; nothing where it is not the agency's turn."""
        if owed.wanted_in:
            return {
                "title": f"Bổ sung hồ sơ đã gửi Sở Nội vụ: {_title(owed, lower_first(owed.document))}",
                "href": reverse("submissions:detail", kwargs=place | {"submission_id": owed.wanted_in}),
                "note": f"Cần bổ sung: {Truncator(owed.wanted).words(MOST_WORDS)}",
                **self._left(owed.wanted_by),
            }
        if owed.returned_at and owed.returned_because:
            return {
                "title": f"Gửi lại Sở Nội vụ: {_title(owed, lower_first(owed.document))}",
                "href": reverse("submissions:hand_in", kwargs=place | {"obligation_id": owed.pk}),
                "note": f"Sở Nội vụ trả lại ngày {short_date(timezone.localdate(owed.returned_at))}."
                f" Lý do: {Truncator(owed.returned_because).words(MOST_WORDS)}",
                **self._standing(owed),
            }
        return {}

    def _standing(self, owed: Obligation) -> dict[str, Any]:
        """Given back after its day, it is late since then."""
        late = deadlines.lateness(owed.due_on, owed.returned_at, self._calendar, self._today)
        return self._left(owed.due_on) | {"behind": late if late.returned_on else None}

    def _left(self, day: date) -> dict[str, Any]:
        return {"due": day, "working_days_left": self._calendar.working_days_between(self._today, day)}


def _remarks(request: Any, visible: Any) -> list[dict[str, Any]]:
    """Open remarks that name this person, newest first."""
    named = Mention.objects.filter(
        user=request.user,
        remark__resolved_at__isnull=True,
        remark__plan__in=visible.select_related(None).values("pk"),
    )
    return [
        {
            "title": mention.remark.text,
            "href": f"{address(request, 'detail', plan_id=mention.remark.plan_id)}#nhan-xet-{mention.remark.parent_id or mention.remark_id}",
            "note": f"{mention.remark.author_name}, {mention.remark.plan.subject}"
            + (f", {mention.remark.place_name}" if mention.remark.place_name else ""),
        }
        for mention in named.select_related("remark__plan").order_by("-remark__written_at")[:MOST_REMARKS]
    ]


@require_POST
@agency_page
def watch(request: Any, plan_id: int) -> HttpResponse:
    """“Theo dõi” and “Thôi theo dõi” on the plan's page."""
    plan = plan_or_404(request, plan_id)
    act = watching.unwatch if request.POST.get("theo_doi") == "thoi" else watching.watch
    act(plan, by=request.membership)
    return go(request, "detail", plan_id=plan.pk)
