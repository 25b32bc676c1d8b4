"""The living city's plans for 2027, one in each state, brought there by its people's own verbs."""

from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.calendars.actions import open_year
from plans.actions import procedure, signing
from plans.models import ParentPlan, Plan
from plans.records import from_snapshot
from plans.states import PlanKind, PlanState
from publications.demo import enclosures
from publications.demo.archive import known
from publications.demo.files import agency_called, data, inside, snapshot
from publications.demo.people import holder

PLAN_YEAR = 2027

# What is done to a draft, in order, until it stands in the wanted state.
STEPS = {
    PlanState.DRAFT: (),
    PlanState.SUBMITTED: ("submit",),
    PlanState.RETURNED: ("submit", "return"),
    PlanState.APPROVED: ("submit", "approve"),
    PlanState.SIGNING: ("submit", "approve", "number"),
    PlanState.ISSUED: ("submit", "approve", "issue"),
}


def load() -> None:
    offices = data("plans.yaml")["procedure"]
    for province in dict.fromkeys(told["province"] for told in offices):
        with inside(province):
            _open_years()
    for told in offices:
        for entry in told["plans"]:
            with inside(told["province"]):
                _bring(entry, told)


def _open_years() -> None:
    """What the city's agencies owe for the rest of this year and for the plans' year; the committee itself owes nothing."""
    today = timezone.localdate()
    for agency in Agency.objects.exclude(level=Agency.Level.PEOPLES_COMMITTEE).in_order():
        for year in sorted({today.year, PLAN_YEAR}):
            open_year(agency, year, since=today)


def _bring(entry: dict[str, Any], told: dict[str, Any]) -> None:
    agency, content = agency_called(told["agency"]), snapshot(entry["file"])
    if known(agency, content):
        return
    people = {part: holder(told[part], told["agency"]) for part in ("drafter", "submitter", "head", "clerk")}
    plan = _draft(content, agency, entry.get("kind", PlanKind.CCHC), by=people["drafter"])
    _join_parent(plan, told["parent"])
    enclosures.attach(plan, entry.get("attached", []), by=people["drafter"])
    for step in STEPS[PlanState(entry["state"])]:
        _do(step, plan, entry, people)
    for account in entry.get("passed_by", ()):
        procedure.pass_(plan.pk, by=holder(account, told["agency"]))


def _draft(content: dict[str, Any], agency: Agency, kind: str, *, by: Membership) -> Plan:
    plan = from_snapshot(content, agency, by=by.user, kind=kind)
    record(plan, "created", by=by)
    return plan


def _join_parent(plan: Plan, symbol: str) -> None:
    parent = Plan.objects.filter(symbol=symbol).first()
    ParentPlan.objects.filter(plan=plan, number=symbol).update(inside=parent)


def _do(step: str, plan: Plan, entry: dict[str, Any], people: dict[str, Membership]) -> None:
    if step == "submit":
        procedure.submit(plan.pk, by=people["submitter"])
    elif step == "return":
        procedure.return_(plan.pk, by=people["head"], reason=entry["reason"])
    elif step == "approve":
        procedure.approve(plan.pk, by=people["head"])
    elif step == "number":
        signing.number(plan.pk, by=people["clerk"], issued_on=timezone.localdate())
    else:
        procedure.issue(plan.pk, by=people["clerk"], issued_on=timezone.localdate())
