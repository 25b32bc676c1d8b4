"""How an obligation and a plan stand to whoever follows them, each with its word, its short mark and its tone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from cchc_portal.calendars.models.rules import called
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam.text import lower_first
from plans.states import PlanState


class Place(models.TextChoices):
    """Where one obligation stands."""

    ACCEPTED = "accepted", "Đã chấp nhận"
    SENT = "sent", "Đã gửi, chờ thẩm định"
    RETURNED = "returned", "Được trả lại, chưa gửi lại"
    OVERDUE = "overdue", "Quá hạn"
    OPEN = "open", "Chưa gửi, còn hạn"
    EXEMPTED = "exempted", "Được miễn"


class Stage(models.TextChoices):
    """How far the agency has come with its plan of the year; from the farthest to the nearest."""

    ISSUED = "issued", "Đã ban hành"
    ISSUING = "issuing", "Đã duyệt, chờ ban hành"
    DECIDING = "deciding", "Đang trình duyệt"
    WRITING = "writing", "Đang soạn"
    NONE = "none", "Chưa lập"


LATE = "sau hạn"
SHORT: dict[str, str] = {
    Place.ACCEPTED: "CN",
    Place.SENT: "ĐG",
    Place.RETURNED: "TL",
    Place.OVERDUE: "QH",
    Place.OPEN: "Chưa",
    Place.EXEMPTED: "M",
    Stage.ISSUED: "BH",
    Stage.ISSUING: "CB",
    Stage.DECIDING: "TD",
    Stage.WRITING: "ĐS",
    Stage.NONE: "Chưa",
}
TONES: dict[str, str] = {
    Place.ACCEPTED: "ok",
    Place.SENT: "review",
    Place.RETURNED: "warn",
    Place.OVERDUE: "danger",
    Place.OPEN: "neutral",
    Place.EXEMPTED: "neutral",
    Stage.ISSUED: "ok",
    Stage.ISSUING: "review",
    Stage.DECIDING: "info",
    Stage.WRITING: "neutral",
    Stage.NONE: "neutral",
}
STAGES = {
    PlanState.ISSUED: Stage.ISSUED,
    PlanState.SIGNING: Stage.ISSUING,
    PlanState.APPROVED: Stage.ISSUING,
    PlanState.SUBMITTED: Stage.DECIDING,
    PlanState.RETURNED: Stage.WRITING,
    PlanState.DRAFT: Stage.WRITING,
}
COLUMNS = {
    ObligationKind.PLAN: "Gửi KH",
    ObligationKind.REPORT_Q1: "Quý I",
    ObligationKind.REPORT_H1: "6 tháng",
    ObligationKind.REPORT_Q3: "Quý III",
    ObligationKind.REPORT_YEAR: "Năm",
}


@dataclass(frozen=True, order=True)
class Duty:
    """One thing that a year asks of agencies: what all rows of a column are about."""

    year: int
    place: int
    kind: str
    occasion: str
    title: str

    @classmethod
    def of(cls, year: int, kind: str, occasion: str, title: str) -> "Duty":
        return cls(year, ObligationKind.values.index(kind), kind, occasion, title)

    @property
    def name(self) -> str:
        return called(self.kind, self.title, self.year)

    @property
    def short(self) -> str:
        return COLUMNS.get(ObligationKind(self.kind), self.title or "Theo yêu cầu")

    @property
    def key(self) -> str:
        """As an address names it."""
        return f"{self.kind}.{self.occasion}" if self.occasion else self.kind


FIELDS = (
    "pk",
    "agency_id",
    "transferred_to_id",
    "year",
    "kind",
    "occasion",
    "title",
    "due_on",
    "submitted_at",
    "returned_at",
    "accepted_at",
    "exempted_at",
    "submission",
)


@dataclass(frozen=True)
class Mark:
    """One obligation on one day."""

    pk: int
    holder_id: int
    taken_from: int | None
    """The agency that owed it first, where another answers for it now."""
    duty: Duty
    due_on: date
    place: Place
    late: bool
    submission: int | None
    """What was handed in and not given back."""
    returned_at: datetime | None
    """Given back and not handed in again."""

    @classmethod
    def of(cls, row: tuple[Any, ...], today: date) -> "Mark":
        known = dict(zip(FIELDS, row, strict=True))
        duty = Duty.of(known["year"], known["kind"], known["occasion"], known["title"])
        sent: datetime | None = known["submitted_at"]
        late = sent is not None and timezone.localdate(sent) > known["due_on"]
        heir = known["transferred_to_id"]
        holder, first = heir or known["agency_id"], known["agency_id"] if heir else None
        place = _place(known, today)
        returned = known["returned_at"] if sent is None else None
        return cls(
            known["pk"], holder, first, duty, known["due_on"], place, late, known["submission"], returned
        )

    @property
    def figures(self) -> frozenset[str]:
        """Which figures count it; the same names as `calendars.counting`, so that both pages agree."""
        if self.place == Place.EXEMPTED:
            return frozenset({"exempted"})
        if self.place in (Place.ACCEPTED, Place.SENT):
            return frozenset({"expected", "received", "late" if self.late else "on_time", self.place})
        given_back = {Place.RETURNED} if self.returned_at else set()
        return frozenset({"expected", "open", self.place, *given_back})

    @property
    def short(self) -> str:
        if self._is_overdue_return:
            return f"{SHORT[Place.OVERDUE]} {SHORT[Place.RETURNED]}"
        return f"{SHORT[self.place]} SH" if self.late else SHORT[self.place]

    @property
    def label(self) -> str:
        if self._is_overdue_return:
            return f"{Place.OVERDUE.label}; {lower_first(str(Place.RETURNED.label))}"
        return f"{self.place.label}, {LATE}" if self.late else str(self.place.label)

    @property
    def _is_overdue_return(self) -> bool:
        return self.returned_at is not None and self.place == Place.OVERDUE

    @property
    def tone(self) -> str:
        return "warn" if self.late else TONES[self.place]


def _place(known: dict[str, Any], today: date) -> Place:
    if known["exempted_at"] is not None:
        return Place.EXEMPTED
    if known["accepted_at"] is not None:
        return Place.ACCEPTED
    if known["submitted_at"] is not None:
        return Place.SENT
    if known["due_on"] < today:
        return Place.OVERDUE
    return Place.RETURNED if known["returned_at"] is not None else Place.OPEN


@dataclass(frozen=True)
class OwnPlan:
    """The agency's plan of the year that has come farthest."""

    stage: Stage
    pk: int | None = None
    symbol: str = ""

    @property
    def short(self) -> str:
        return SHORT[self.stage]

    @property
    def label(self) -> str:
        return str(self.stage.label)

    @property
    def tone(self) -> str:
        return TONES[self.stage]


NO_PLAN = OwnPlan(Stage.NONE)
