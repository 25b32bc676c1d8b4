"""What the city's agencies have handed in at Sở Nội vụ, one in each state, by the people's own verbs; the year's checklist."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.models import Obligation
from plans.actions import criteria, handing_in, reviewing
from plans.actions.handing_in import Handed
from plans.models import ReviewCriterion, Submission
from plans.submissions.papers import papers_for
from publications.demo.files import data, inside
from publications.demo.people import holder


def load() -> None:
    told = data("submissions.yaml")
    with inside(told["province"]) as province:
        if not ReviewCriterion.objects.filter(year=told["year"]).exists():
            criteria.begin(province, told["year"], by=holder(told["admin"], told["office"]))
        for entry in told["sent"]:
            _bring(entry, told)


def _bring(entry: dict[str, Any], told: dict[str, Any]) -> None:
    rows = Obligation.objects.of_year(told["year"]).to_send_plan()
    owed = rows.filter(agency__slug=entry["agency"]).select_related("agency", "transferred_to").first()
    if owed is None or Submission.objects.filter(obligation=owed).exists():
        return
    handed = Handed(text=entry["text"]) if "text" in entry else Handed(plan=papers_for(owed).first())
    made = handing_in.hand_in(owed.pk, handed, by=holder(entry["account"], entry["agency"]))
    _review(made, entry, told)


def _review(made: Submission, entry: dict[str, Any], told: dict[str, Any]) -> None:
    by = holder(told["reviewer"], told["office"])
    if entry.get("taken"):
        reviewing.take(made.pk, by=by)
    if "accepted" in entry:
        reviewing.accept(made.pk, by=by, comment=entry["accepted"])
    if "wanted" in entry:
        today = timezone.localdate()
        calendar = work_calendar.between(today, today + timedelta(days=3 * entry["days"]))
        due_on = calendar.add_working_days(today, entry["days"])
        reviewing.ask_supplement(made.pk, by=by, wanted=entry["wanted"], due_on=due_on)
    if "returned" in entry:
        reviewing.give_back(made.pk, by=by, reason=entry["returned"])
