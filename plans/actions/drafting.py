"""Verbs for the plan as a whole: begin one with its usual sections, change its own parts, delete a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership
from cchc_portal.agencies.permissions import require
from plans import permissions, starting
from plans.actions import values as row_values
from plans.actions.door import locked
from plans.actions.editing import editing
from plans.actions.rows import Changed
from plans.actions.values import Values
from plans.models import DecisionCover, LegalBasis, Plan, Recipient
from plans.records.reading import Rows
from plans.states import DECISIONS


@dataclass(frozen=True)
class Part:
    """One part of the plan's own row, with its name in a sentence."""

    name: str
    fields: tuple[str, ...] = ()


HEAD = Part("thông tin chung", ("kind", "form", "rules", "period_from", "period_to", "subject"))
WORDS = Part("đoạn mở đầu và đoạn kết", ("opening", "closing"))
RECIPIENTS = Part("nơi nhận", ("archive",))
BASES = Part("các căn cứ")
ADDRESS = Part("nơi kính gửi", ("addressees", "unit"))
DECISION = Part("phần quyết định")


def create_plan(agency: Agency, values: Values, *, by: Membership, began_from: str = "") -> Plan:
    """A new draft that starts from the usual sections, recipients and signature of the agency."""
    require(permissions.may_create(by, agency))
    plan = Plan.objects.create(agency=agency, created_by=by.user, **values)
    starting.fill(plan, by)
    record(plan, "created", by=by, began_from=began_from)
    return plan


def delete_plan(plan_id: int, *, by: Membership) -> None:
    """Throw a draft away; its history stays."""
    plan = locked(plan_id, by=by, may=permissions.may_delete)
    record(plan, "deleted", by=by, subject=plan.subject)
    plan.delete()


def read_part(plan: Plan, part: Part, rows: Rows | None = None) -> Values:
    """`rows`: the plan's, where they have been read already."""
    values: Values = {name: getattr(plan, name) for name in part.fields}
    if part is RECIPIENTS:
        values["recipients"] = _texts(rows.recipients if rows else plan.recipients.order_by("position", "id"))
    if part is BASES:
        values["bases"] = _texts(rows.bases if rows else plan.bases.order_by("position", "id"))
    if part is DECISION:
        cover = DecisionCover.objects.filter(plan=plan).first()
        values = {name: getattr(cover, name) if cover else empty for name, empty in _EMPTY_DECISION.items()}
    return values


_EMPTY_DECISION: Values = {"subject": "", "issuer": "", "articles": []}


def change_part(plan_id: int, part: Part, values: Values, *, loaded: str, by: Membership) -> None:
    """Write one part; nothing is overwritten where somebody else has changed it meanwhile."""
    with editing(plan_id, by=by, verb="part_changed") as edit:
        current = read_part(edit.plan, part)
        if current == values:
            edit.changed = False
            return
        if loaded != row_values.fingerprint(current):
            raise Changed(current)
        write_part(edit.plan, part, values)
        edit.details["what"] = part.name


def write_part(plan: Plan, part: Part, values: Values) -> None:
    for name in part.fields:
        setattr(plan, name, values[name])
    if part is RECIPIENTS:
        _write_texts(plan, Recipient, values["recipients"])
    if part is BASES:
        _write_texts(plan, LegalBasis, values["bases"])
    if part is DECISION:
        DecisionCover.objects.update_or_create(plan=plan, defaults=values)
    if part is HEAD:
        _fit_decision(plan)


def _fit_decision(plan: Plan) -> None:
    """A plan by itself has no decision around it; one that becomes a decision starts with the usual articles."""
    if plan.form not in DECISIONS:
        DecisionCover.objects.filter(plan=plan).delete()
    elif not DecisionCover.objects.filter(plan=plan).exists():
        starting.give_decision(plan)


def _texts(rows: Iterable[Recipient | LegalBasis]) -> list[str]:
    return [row.text for row in rows]


def _write_texts(plan: Plan, model: Any, texts: list[str]) -> None:
    """The list as typed; a line that stays keeps its row."""
    kept = {row.text: row for row in model.objects.filter(plan=plan)}
    model.objects.filter(plan=plan).exclude(text__in=texts).delete()
    for position, text in enumerate(texts):
        row = kept.pop(text, None) or model(plan=plan, text=text)
        row.position = position
        row.save()
