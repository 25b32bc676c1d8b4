"""Which rows the pages of handing in and reviewing are about, for tests that walk all pages."""

from datetime import date
from typing import Any

from django.utils import timezone

from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.models import Obligation
from plans.actions import handing_in, reviewing
from plans.models import Submission
from plans.submissions.states import SubmissionState
from tests.plans.submissions.handing import a_signed_report
from tests.plans.submissions.submission_rows import a_criterion
from tests.world import World, entered

OF_AN_OBLIGATION = {"submissions:hand_in"}
OF_A_CRITERION = {"reviews:criterion_edit"}
OF_NONE = {
    "submissions:list",
    "reviews:queue",
    "reviews:decided",
    "reviews:criteria",
    "reviews:criterion_add",
}


def parts(name: str, world: World) -> dict[str, Any]:
    """Handing in is done at the agency's own desk, reviewing at Sở Nội vụ's."""
    rows = _rows(name, world)
    return rows | ({"agency": world.reviewer.agency.slug} if name.startswith("reviews:") else {})


def _rows(name: str, world: World) -> dict[str, Any]:
    with entered(world.province):
        if name in OF_AN_OBLIGATION:
            return {"obligation_id": _owed(world, "report_q1").pk}
        if name in OF_A_CRITERION:
            return {"criterion_id": a_criterion().pk}
        if name in OF_NONE:
            return {}
        wanted = SubmissionState.ASKED if name == "submissions:supplement" else SubmissionState.WAITING
        return {"submission_id": _handed_in(world, wanted).pk}


def _owed(world: World, kind: str) -> Obligation:
    """Of a year that is over, so that its data are whole."""
    day = date(2025, 3, 20)
    found, _ = Obligation.objects.get_or_create(
        agency=world.agency, kind=kind, year=2025, defaults={"nominal_due_on": day, "due_on": day}
    )
    return found


def _handed_in(world: World, state: SubmissionState) -> Submission:
    owed = _owed(world, "report_h1" if state == SubmissionState.WAITING else "report_q3")
    made = Submission.objects.standing().filter(obligation=owed).first()
    made = made or handing_in.hand_in(owed.pk, a_signed_report(), by=world.drafter)
    if state == SubmissionState.ASKED and made.state != state:
        wanted = {"wanted": "Danh mục tin, bài", "due_on": a_working_day()}
        made = reviewing.ask_supplement(made.pk, by=world.reviewer, **wanted)
    return made


def a_working_day() -> date:
    """From today on: nobody is asked for anything by a day off."""
    today = timezone.localdate()
    return work_calendar.between(today, today).roll(today)
