"""The 34 province-level units and what each was made of: Nghị quyết số 202/2025/QH15; cities of 2026 by their own resolutions."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("provincial_units.yaml")
CITY = "thanh-pho"


@dataclass(frozen=True)
class ProvincialUnit:
    """One of the 34; `predecessors` are of the 63 before, its own name first. `note` says what is not verified."""

    slug: str
    name: str
    first_kind: str
    since: date
    source: str
    predecessors: tuple[str, ...]
    city_since: date | None = None
    city_source: str = ""
    note: str = ""

    @property
    def merged(self) -> bool:
        return len(self.predecessors) > 1

    def kind_on(self, day: date) -> str:
        return CITY if self.city_since is not None and day >= self.city_since else self.first_kind

    def became_on(self, day: date) -> date:
        """The first day of what it is on this day."""
        return self.city_since if self.city_since is not None and day >= self.city_since else self.since

    def source_on(self, day: date) -> str:
        """The resolution under which the unit is what it is on this day."""
        return self.city_source if self.city_since is not None and day >= self.city_since else self.source


@cache
def units() -> tuple[ProvincialUnit, ...]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_unit(entry, data) for entry in data["units"])


def _unit(entry: dict[str, Any], data: dict[str, Any]) -> ProvincialUnit:
    city = entry.get("city", {})
    return ProvincialUnit(
        entry["slug"],
        entry["name"],
        entry["kind"],
        data["since"],
        data["source"],
        tuple(entry["from"]),
        city.get("since"),
        city.get("source", ""),
        city.get("note", entry.get("note", "")),
    )


def unit(slug: str) -> ProvincialUnit | None:
    return next((one for one in units() if one.slug == slug), None)
