"""How large a simulated province is."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Counts a province; `items` are the rows of each plan, `last_year` the one that is still being worked on."""

    agencies: int = 180
    years: int = 10
    items: int = 30
    last_year: int = 2026

    @property
    def years_back_to_front(self) -> Sequence[int]:
        return range(self.last_year - self.years + 1, self.last_year + 1)
