"""Who would get what, and when, if a rule were switched on today: worked out by the rules that will send it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from . import actions, deadlines, ladder, practice, work_calendar
from .models import Obligation, ObligationRule
from .states import Rung, Stage

WEEKS = 2
"""Weeks after the deadline that the preview looks into."""


def of_rule(rule: ObligationRule) -> dict[str, Any]:
    """The stages with the number of people, and each agency with its people; nothing while the rule has no day."""
    due = actions.days_of(rule)
    if due is None:
        return {"due": None, "steps": [], "agencies": [], "unheld": []}
    today = timezone.localdate()
    owed = Obligation(
        nominal_due_on=due[0],
        due_on=due[1],
        opened_on=today,
        kind=rule.kind,
        year=rule.year,
        title=rule.title,
    )
    calendar = work_calendar.between(min(today, due[0]) - timedelta(days=31), due[1] + timedelta(weeks=WEEKS))
    rungs, people = ladder.of_province(), ladder.people_on(today)
    agencies = list(actions.owing(rule, due[0]).in_order())
    steps = []
    for step in deadlines.steps_ahead(owed, calendar, WEEKS):
        if step.on_day < today:
            continue
        told = ladder.rungs_told(rungs, owed, step, calendar)
        reached = {person.pk for agency in agencies for _, person in people.told(agency.pk, told)}
        steps.append(
            {
                "stage": Stage(step.stage).label,
                "day": step.on_day,
                "rungs": ", ".join(rung.label for rung in told),
                "people": len(reached),
                "line": deadlines.sentence(str(owed), owed, calendar, step.on_day),
            }
        )
    rows = [_agency(agency, people) for agency in agencies]
    return {
        "due": due,
        "steps": steps,
        "agencies": rows,
        "unheld": [row["name"] for row in rows if not row["people"]],
        "quiet": practice.of_province(),
    }


def _agency(agency: Any, people: ladder.People) -> dict[str, Any]:
    inside = [rung for rung in Rung if rung != Rung.REVIEWER]
    named = [f"{person} ({rung.label.lower()})" for rung, person in people.told(agency.pk, inside)]
    return {"name": agency.name, "people": named}
