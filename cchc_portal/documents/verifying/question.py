"""What is asked about a file, in a form that crosses into the child process."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from .trust import Trust
from .verdict import Expected


@dataclass(frozen=True)
class Question:
    trust: Trust
    moment: datetime  # the certificates are judged as of then
    now: datetime
    expected: tuple[Expected, ...] | None = None  # in order; None where nobody knows
    given: int | None = None  # length of what the portal gave out to be signed
    as_issued: bool = False  # the bytes are known to be those issued

    def as_json(self) -> dict[str, Any]:
        return {
            "trust": self.trust.as_json(),
            "moment": self.moment.isoformat(),
            "now": self.now.isoformat(),
            "expected": None if self.expected is None else [asdict(one) for one in self.expected],
            "given": self.given,
            "as_issued": self.as_issued,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Question":
        expected = data["expected"]
        return cls(
            trust=Trust.from_json(data["trust"]),
            moment=datetime.fromisoformat(data["moment"]),
            now=datetime.fromisoformat(data["now"]),
            expected=None if expected is None else tuple(Expected(**one) for one in expected),
            given=data["given"],
            as_issued=data["as_issued"],
        )
