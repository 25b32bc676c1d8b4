"""Who is in the plan: a tab's sitting, begun anew after an hour's pause, and what it has touched."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cchc_portal.agencies.models import Membership
from plans.models import Plan, Sitting

PAUSE = timedelta(minutes=60)
PRESENT = timedelta(seconds=35)  # three pings of ten seconds and a little
OWN_TAB = timedelta(seconds=12)  # a person's own tab that was closed a moment ago is no second writer
MOST_TOUCHED = 500


@dataclass(frozen=True)
class Touch:
    """Who saved a place last, and when."""

    name: str
    at: Any
    user_id: int


def sit_down(plan: Plan, key: str, place: str, *, by: Membership) -> Sitting:
    """The tab's sitting, seen now at this place."""
    now = timezone.now()
    sitting, new = Sitting.objects.get_or_create(
        plan=plan, user=by.user, key=key, defaults={"name": str(by.user), "seen_at": now, "place": place}
    )
    if not new:
        if now - sitting.seen_at > PAUSE:
            sitting.began_at, sitting.changes, sitting.touched = now, 0, {}
        sitting.seen_at, sitting.place = now, place
        sitting.save(update_fields=["began_at", "seen_at", "place", "changes", "touched"])
    return sitting


def others(plan: Plan, key: str, *, by: Membership) -> list[Sitting]:
    """People who have the plan open for drafting now, but for the tab that asks."""
    now = timezone.now()
    here = Sitting.objects.filter(plan=plan, seen_at__gte=now - PRESENT).exclude(key=key)
    return list(here.exclude(user=by.user, seen_at__lt=now - OWN_TAB).order_by("began_at"))


def added_before(plan: Plan) -> dict[str, str]:
    """Rows that tabs have added, by the tab's own name of them: one that is sent again had no answer the first time."""
    lists = Sitting.objects.filter(plan=plan).values_list("added", flat=True)
    return {temp: anchor for added in lists for temp, anchor in added.items()}


def touch(sitting: Sitting, places: set[str], added: dict[str, str]) -> None:
    """Note what this save has changed and added; the oldest notes go first."""
    now = timezone.now().isoformat()
    kept = {**sitting.touched, **dict.fromkeys(sorted(places), now)}
    sitting.added = dict([*sitting.added.items(), *added.items()][-MOST_TOUCHED:])
    newest = sorted(kept, key=lambda place: str(kept[place]))[-MOST_TOUCHED:]
    sitting.touched = {place: kept[place] for place in newest}
    sitting.changes += 1
    sitting.save(update_fields=["touched", "added", "changes"])


def last_touch(plan: Plan, place: str, key: str) -> Touch | None:
    """The last save of this place from another tab."""
    found = [
        Touch(sitting.name, parse_datetime(str(sitting.touched[place])), sitting.user_id)
        for sitting in Sitting.objects.filter(plan=plan, touched__has_key=place).exclude(key=key)
    ]
    return max(found, key=lambda touch: touch.at, default=None)
