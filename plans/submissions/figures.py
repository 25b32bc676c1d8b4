"""What the portal knows of an agency for a reporting period: no number is typed that stands in its plan already."""

from typing import Any

from django.db.models import Q

from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam import dates
from cchc_portal.vietnam.text import lower_first
from plans.assignments.standing import given_to
from plans.models import ContentItem
from plans.states import PLANS, PlanKind, PlanState

DONE = "Số nội dung đã thực hiện trong kỳ"
NOTHING_UNUSUAL = (
    "Trong kỳ, cơ quan thực hiện theo kế hoạch đã ban hành; không phát sinh nội dung ngoài kế hoạch, "
    "không có khó khăn, vướng mắc và không có kiến nghị."
)


def known(owed: Obligation) -> list[dict[str, str]]:
    """As rows of (name, value), in the order of a report; four queries at most.

    Of a plan that was issued elsewhere, or tasks that were given elsewhere, the portal knows nothing: that is not none.
    """
    if owed.kind == ObligationKind.PLAN:
        return []
    agency, year = owed.holder, owed.year
    items = _items(owed)
    given = [each for each in given_to(agency, year) if each.part == "lead"]
    rows: list[tuple[str, int]] = []
    if planned := items.count():
        rows.append(("Số nội dung trong kế hoạch năm", planned))
        rows.append(("Số nội dung phải thực hiện trong kỳ", _in_period(items, owed).count()))
    if given:
        rows.append(("Số nhiệm vụ được giao chủ trì", len(given)))
        rows.append(("Số nhiệm vụ đã có nội dung hoặc giải trình", sum(not each.is_open for each in given)))
    return [{"name": name, "value": str(value)} for name, value in rows]


def sentence(rows: list[dict[str, str]]) -> str:
    """The same figures as running text; none where the portal knows of nothing to count."""
    if not rows:
        return ""
    said = "; ".join(f"{lower_first(row['name'])}: {row['value']}" for row in rows)
    return f"{said[:1].upper()}{said[1:]}."


def with_done(rows: list[dict[str, str]], done: int | None) -> list[dict[str, str]]:
    """What only the agency knows comes last."""
    return [*rows, {"name": DONE, "value": str(done)}] if done is not None else rows


def _items(owed: Obligation) -> Any:
    """Of the plans that the agency, or the one that owed it first, has issued for the year."""
    start, end = dates.year_period(owed.year)
    return ContentItem.objects.filter(
        plan__agency__in={owed.agency_id, owed.holder_id},
        plan__state=PlanState.ISSUED,
        plan__kind=PlanKind.CCHC,
        plan__form__in=PLANS,
        plan__period_from__lte=end,
        plan__period_to__gte=start,
    )


def _in_period(items: Any, owed: Obligation) -> Any:
    """Those whose time touches the days of the data; what is done all the year has no days and counts always."""
    if owed.data_from is None or owed.data_to is None:
        return items
    begun = Q(time_from__isnull=True) | Q(time_from__lte=owed.data_to)
    not_over = Q(time_to__isnull=True) | Q(time_to__gte=owed.data_from)
    return items.filter(begun, not_over)
