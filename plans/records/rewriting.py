"""A snapshot's content into the records of a plan that exists; rows that it knew before come back under their own numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plans.models import (
    Appendix,
    DecisionCover,
    LegalBasis,
    ParentPlan,
    Plan,
    Recipient,
    Responsibility,
    Section,
    SignatureLine,
)

from .writing import Data, Writer

WHOLE = (Section, Appendix, ParentPlan, LegalBasis, Recipient, SignatureLine, DecisionCover)
"""Deleted with all that stands in them."""


def rewrite(plan: Plan, snapshot: Data, numbers: Mapping[str, int]) -> None:
    """Make the plan say exactly what the snapshot says; `numbers` are the rows' own, by their places.

    Number, day and letterhead are the procedure's and stay as they are. The caller's transaction holds it all or none.
    """
    unspoken = _Unspoken(plan)
    for model in WHOLE:
        model.objects.filter(plan=plan).delete()
    plan.form, plan.rules = snapshot["form"], snapshot["rules"] or ""
    plan.subject, plan.archive = snapshot["subject"], snapshot["archive"]
    plan.addressees, plan.unit = snapshot.get("addressees", []), snapshot.get("unit", "")
    plan.opening, plan.closing = snapshot["opening"], snapshot["closing"]
    plan.period_from = date.fromisoformat(snapshot["period"]["from"])
    plan.period_to = date.fromisoformat(snapshot["period"]["to"])
    plan.save()
    Writer(plan, plan.agency, numbers).write(snapshot)
    unspoken.put_back()


class _Unspoken:
    """What rows know beyond the snapshot's words: kept where the row lives on, or the same words come back."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._guides = dict(Section.objects.filter(plan=plan).exclude(guide="").values_list("pk", "guide"))
        inside = ParentPlan.objects.filter(plan=plan, inside__isnull=False)
        self._inside = {
            (number, title): pk for number, title, pk in inside.values_list("number", "title", "inside")
        }
        self._sent = {
            row.text: {name: getattr(row, name) for name in ("agency_id", "email", "way", "copies")}
            for row in Recipient.objects.filter(plan=plan)
        }
        bodies = Responsibility.objects.filter(plan=plan, agency__isnull=False)
        self._agencies = dict(bodies.values_list("text", "agency"))

    def put_back(self) -> None:
        self._each(Section, self._guides, lambda pk: {"pk": pk}, "guide")
        self._each(ParentPlan, self._inside, lambda key: {"number": key[0], "title": key[1]}, "inside")
        self._each(Responsibility, self._agencies, lambda text: {"text": text}, "agency")
        for text, known in self._sent.items():
            Recipient.objects.filter(plan=self.plan, text=text).update(**known)

    def _each(self, model: Any, known: Mapping[Any, Any], found_by: Any, name: str) -> None:
        for key, value in known.items():
            model.objects.filter(plan=self.plan, **found_by(key)).update(**{name: value})
