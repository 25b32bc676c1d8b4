"""How many copies of a document are made on paper: for each receiver on paper, and one for each place of "Lưu".

Nghị định 30/2020/NĐ-CP, Điều 17, 18; Phụ lục IV, "Số lượng bản". The register, the plan's page and the stack for the printer count by this.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from cchc_portal.documents.states import Way


class Addressed(Protocol):
    """A receiver: intended, or sent to."""

    @property
    def way(self) -> str: ...

    @property
    def copies(self) -> int: ...


@dataclass(frozen=True)
class Copies:
    sent: int = 0
    archived: int = 0

    @property
    def total(self) -> int:
        """ "Số lượng bản" of the register."""
        return self.sent + self.archived

    def __str__(self) -> str:
        return f"{self.sent} bản giấy theo nơi nhận và {self.archived} bản lưu"


def count(receivers: Iterable[Addressed], archive: Collection[str]) -> Copies:
    """`archive`: what "Lưu:" names, "VT, CCHC"."""
    return Copies(sum(each.copies for each in receivers if each.way == Way.PAPER), len(archive))
