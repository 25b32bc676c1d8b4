"""An appendix that has been laid out, and where such are kept between two papers."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Leaves:
    """`top`: where the space for "(Kèm theo …)" begins on the first page, in points from the upper edge."""

    content: bytes
    pages: int
    top: float


class Shelf(Protocol):
    """Keeps leaves by the hash of what they say."""

    def get(self, key: str) -> Leaves | None: ...

    def put(self, key: str, leaves: Leaves) -> None: ...
