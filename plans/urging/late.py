"""Who is late with what, and whom an urging would reach: read before anything is sent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from cchc_portal.agencies.models import Agency, AgencySuccession, Membership
from cchc_portal.calendars import ladder, work_calendar
from cchc_portal.calendars.deadlines import Lateness, lateness
from cchc_portal.calendars.models import Obligation
from cchc_portal.calendars.states import Rung
from cchc_portal.vietnam.workdays import WorkCalendar
from plans.models import Urge

TOLD = (Rung.DRAFTER, Rung.UNIT_HEAD, Rung.AGENCY_HEAD)
"""An urging reaches all who answer for the work at the agency, whatever rung the ladder has come to."""


@dataclass(frozen=True)
class Owed:
    """One thing that is late: for how many working days since its day or since it was given back, and how often it was urged."""

    obligation: Obligation
    lateness: Lateness
    times: int
    last: datetime | None

    @property
    def days(self) -> int:
        return self.lateness.days

    @property
    def returned_on(self) -> date | None:
        return self.lateness.returned_on

    @property
    def key(self) -> str:
        """Which row, as it was seen: urged once more meanwhile, it is another."""
        return f"{self.obligation.pk}-{self.times}"


@dataclass(frozen=True)
class Late:
    """One agency with all that it is late with; `to` is where an urging goes, nowhere where nobody inherits."""

    agency: Agency
    to: Agency | None
    owed: tuple[Owed, ...]
    people: tuple[Membership, ...]

    @property
    def days(self) -> int:
        return max(each.days for each in self.owed)

    @property
    def keys(self) -> str:
        """All its rows in one box of a form."""
        return ",".join(each.key for each in self.owed)

    @property
    def urged_today(self) -> bool:
        today = timezone.localdate()
        return any(each.last and timezone.localdate(each.last) == today for each in self.owed)

    @property
    def is_due(self) -> bool:
        """Whether it is among "all": whoever wants to urge again today, or on the day of giving back, chooses it."""
        return self.to is not None and not self.urged_today and self.days > 0

    @property
    def untold(self) -> str:
        """Why a notice to all does not go to it; empty where it does."""
        if self.to is None:
            return "đã kết thúc hoạt động, chưa ghi cơ quan kế thừa"
        if self.urged_today:
            return "đã được đôn đốc hôm nay"
        if not self.days:
            back = any(each.returned_on for each in self.owed)
            return "mới được trả lại" if back else "mới quá hạn, chưa đủ 1 ngày làm việc"
        return "" if self.people else "chưa có người giữ vị trí soạn thảo, lãnh đạo"

    @property
    def reason(self) -> str:
        """Why nothing can be sent; empty where it can."""
        if self.to is None:
            return "Cơ quan đã kết thúc hoạt động, chưa ghi cơ quan kế thừa. Bàn giao việc trước khi đôn đốc."
        return ""


def left_out(late: Iterable[Late]) -> str:
    """Whom a notice to all does not reach, by name, and why: ``Sở Tài chính (đã được đôn đốc hôm nay)``."""
    names: dict[str, list[str]] = defaultdict(list)
    for each in late:
        if each.untold:
            names[each.untold].append(each.agency.name)
    return "; ".join(f"{', '.join(named)} ({why})" for why, named in names.items())


class LateList:
    """The late ones among some obligations, in six queries whatever their number."""

    def __init__(self, obligations: Iterable[Obligation], today: date) -> None:
        self.today = today
        self.rows = [owed for owed in obligations if _is_late(owed, today)]
        self.agencies = self._agencies()

    @cached_property
    def calendar(self) -> WorkCalendar:
        return work_calendar.between(min([self.today, *(owed.due_on for owed in self.rows)]), self.today)

    def _agencies(self) -> list[Late]:
        urged = Urge.objects.done().of(self.rows).counts() if self.rows else {}
        heirs, people = _heirs(self.rows, self.today), ladder.people_on(self.today)
        grouped: dict[Agency, list[Owed]] = defaultdict(list)
        for owed in self.rows:
            times, last = urged.get(owed.pk, (0, None))
            behind = lateness(owed.due_on, owed.returned_at, self.calendar, self.today)
            grouped[owed.holder].append(Owed(owed, behind, times, last))
        late = []
        for agency, rows in grouped.items():
            to = heirs.get(agency.pk, agency)
            told = tuple(person for _, person in people.told(to.pk, TOLD)) if to else ()
            late.append(Late(agency, to, tuple(rows), told))
        return late


def overdue(
    today: date, *, besides: Agency, year: int | None = None, agencies: Sequence[int] = ()
) -> list[Obligation]:
    """Everything that is late today, or of one year, or of some agencies; never of the office that urges."""
    rows = Obligation.objects.overdue_on(today)
    if year:
        rows = rows.of_year(year)
    found = rows.select_related("agency__province", "transferred_to__province").order_by(
        "agency__sort_key", "due_on", "id"
    )
    others = (owed for owed in found if owed.holder_id != besides.pk)
    return [owed for owed in others if not agencies or owed.holder_id in agencies]


def _is_late(owed: Obligation, today: date) -> bool:
    return owed.submitted_at is None and owed.exempted_at is None and owed.due_on < today


def _heirs(rows: list[Obligation], today: date) -> dict[int, Agency | None]:
    """Of agencies that have ended: the one that took over, where there is just one in this province."""
    ended = {owed.holder.pk for owed in rows if owed.holder.closed_on and owed.holder.closed_on <= today}
    if not ended:
        return {}
    found: dict[int, set[Agency]] = {pk: set() for pk in ended}
    links = AgencySuccession.objects.filter(predecessor__in=ended).select_related("successor__province")
    for link in links:
        if link.successor_province_id == link.province_id and link.successor.closed_on is None:
            found[link.predecessor_id].add(link.successor)
    return {pk: next(iter(heirs)) if len(heirs) == 1 else None for pk, heirs in found.items()}
