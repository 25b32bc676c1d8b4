"""Who is in the plan: a tab's sitting, begun anew after an hour's pause, and what it has touched."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from hashlib import sha256
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


@dataclass(frozen=True)
class Origin:
    """A tab whose words a change carries, and the tick of its clock at which it had them."""

    key: str
    tick: int


class Written(Enum):
    """Where the words come from that a field says now, as a tab sees it that wants to change them."""

    ELSEWHERE = "elsewhere"
    BEFORE = "before"
    """From the tab itself, whether it has heard so or not: what it sends now was typed after them."""
    AFTER = "after"
    """From the tab itself, after it wrote down what is sent now."""


Words = dict[str, dict[str, tuple[int, str]]]
"""Anchor → field → since which tick of the tab's clock it says what."""


def sit_down(plan: Plan, key: str, place: str, *, by: Membership) -> Sitting:
    """The tab's sitting, seen now at this place."""
    now = timezone.now()
    sitting, new = Sitting.objects.get_or_create(
        plan=plan, user=by.user, key=key, defaults={"name": str(by.user), "seen_at": now, "place": place}
    )
    if not new:
        begun = ["began_at", "changes"] if now - sitting.seen_at > PAUSE else []
        if begun:
            sitting.began_at, sitting.changes = now, 0
        sitting.seen_at, sitting.place = now, place
        sitting.save(update_fields=["seen_at", "place", *begun])
    return sitting


def get_up(plan: Plan, key: str, *, by: Membership) -> None:
    """The tab's page is being left: nobody sits there any more; what the tab has written stays known."""
    gone = timezone.now() - PRESENT - timedelta(seconds=1)
    Sitting.objects.filter(plan=plan, user=by.user, key=key, seen_at__gt=gone).update(seen_at=gone)


def others(plan: Plan, key: str, *, by: Membership) -> list[Sitting]:
    """People who have the plan open for drafting now, but for the tab that asks."""
    now = timezone.now()
    here = Sitting.objects.filter(plan=plan, seen_at__gte=now - PRESENT).exclude(key=key)
    return list(here.exclude(user=by.user, seen_at__lt=now - OWN_TAB).order_by("began_at"))


def added_before(plan: Plan) -> dict[str, str]:
    """Rows that tabs have added, by the tab's own name of them: one that is sent again had no answer the first time."""
    lists = Sitting.objects.filter(plan=plan).values_list("added", flat=True)
    return {temp: anchor for added in lists for temp, anchor in added.items()}


def touch(sitting: Sitting, places: set[str], added: dict[str, str], words: Words, number: int) -> None:
    """Note what this save has changed and added, and what its fields then say; the oldest notes go first."""
    now, kept = timezone.now().isoformat(), dict(sitting.touched)
    for place in sorted(places | words.keys()):
        said = {name: [tick, digest(text)] for name, (tick, text) in words.get(place, {}).items()}
        kept[place] = {"when": now, "number": number, "fields": notes(sitting, place) | said}
    sitting.added = dict([*sitting.added.items(), *added.items()][-MOST_TOUCHED:])
    newest = sorted(kept, key=lambda place: _when(kept[place]))[-MOST_TOUCHED:]
    sitting.touched = {place: kept[place] for place in newest}
    sitting.changes += 1 if places else 0
    sitting.save(update_fields=["touched", "added", "changes"])


def digest(text: str) -> str:
    """Short enough to be kept for every field; line ends and the space around a text say nothing."""
    return sha256("\n".join(text.splitlines()).strip().encode()).hexdigest()[:20]


def notes(sitting: Sitting, place: str) -> dict[str, list[Any]]:
    """Field → [tick of the tab's clock, digest of what it has said since then]."""
    note = sitting.touched.get(place)
    return dict(note["fields"]) if isinstance(note, dict) else {}


def _when(note: Any) -> str:
    """A note of an older portal is the time alone."""
    return str(note["when"] if isinstance(note, dict) else note)


def last_number(sitting: Sitting) -> int:
    """The newest request of the tab that has changed something."""
    told = [note["number"] for note in sitting.touched.values() if isinstance(note, dict)]
    return max(told, default=0)


def last_touch(plan: Plan, place: str, key: str) -> Touch | None:
    """The last save of this place from another tab."""
    found = [
        Touch(sitting.name, parse_datetime(_when(sitting.touched[place])), sitting.user_id)
        for sitting in Sitting.objects.filter(plan=plan, touched__has_key=place).exclude(key=key)
    ]
    return max(found, key=lambda touch: touch.at, default=None)
