"""Expected, received, on time: counts of obligations, so that none is counted twice and no share exceeds a hundred."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from .models import Obligation
from .models.rules import called
from .states import ObligationKind

FIGURES = ("expected", "received", "on_time", "late", "open", "overdue", "exempted")


@dataclass(frozen=True)
class Tally:
    """One kind of obligation of a year, and how many stand where."""

    kind: str
    occasion: str
    name: str
    figures: dict[str, int]

    @property
    def share(self) -> int | None:
        """Received of expected, in whole percent, never rounded up to what is not reached."""
        expected = self.figures["expected"]
        return self.figures["received"] * 100 // expected if expected else None


def conditions(today: date) -> dict[str, Q]:
    """What each figure counts; the same conditions choose the rows behind it."""
    expected = Q(exempted_at__isnull=True)
    received = expected & Q(submitted_at__isnull=False)
    waiting = expected & Q(submitted_at__isnull=True)
    return {
        "expected": expected,
        "received": received,
        "on_time": received & Q(submitted_at__date__lte=F("due_on")),
        "late": received & Q(submitted_at__date__gt=F("due_on")),
        "open": waiting,
        "overdue": waiting & Q(due_on__lt=today),
        "exempted": Q(exempted_at__isnull=False),
    }


def of_year(year: int, today: date) -> list[Tally]:
    """By kind of obligation, in the order of their deadlines, in one query."""
    counts: dict[str, Any] = {name: Count("pk", filter=q) for name, q in conditions(today).items()}
    rows = Obligation.objects.of_year(year).order_by().values("kind", "occasion", "title").annotate(**counts)
    found = [
        Tally(
            row["kind"],
            row["occasion"],
            called(row["kind"], row["title"], year),
            {name: row[name] for name in FIGURES},
        )
        for row in rows
    ]
    order = ObligationKind.values
    return sorted(found, key=lambda each: (order.index(each.kind), each.occasion))


def rows_behind(year: int, kind: str, occasion: str, figure: str, today: date) -> Any:
    """The obligations that a figure counts, in the order of their agencies."""
    rows = Obligation.objects.of_year(year).filter(conditions(today)[figure])
    if kind:
        rows = rows.filter(kind=kind, occasion=occasion)
    return rows.select_related("agency", "transferred_to").order_by("agency__sort_key", "due_on", "id")
