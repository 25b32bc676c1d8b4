"""Working days (Bộ luật Lao động 2019, Điều 111–112) and what becomes of a term that ends on a day off
(Bộ luật Dân sự 2015, Điều 148 khoản 5: it ends at the end of the next working day)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Roll = Literal["forward", "none", "back"]
_DAY = timedelta(days=1)
_SEARCH_LIMIT = 366


@dataclass(frozen=True)
class WorkCalendar:
    """A year's exceptions from Monday to Friday: days off, and weekend days worked in exchange."""

    holidays: AbstractSet[date] = frozenset()
    worked: AbstractSet[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work; a day worked in exchange wins over weekend and holiday."""
        return day in self.worked or (day.weekday() < 5 and day not in self.holidays)

    def next_working_day(self, day: date) -> date:
        """The first working day after a day."""
        return self._step(day, _DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day before a day."""
        return self._step(day, -_DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day after a day (before it, when negative); 0 gives the day itself."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._step(day, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after the first day up to and with the last: the law does not count the first day."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + n * _DAY) for n in range(1, (end - start).days + 1))

    def roll(self, day: date, direction: Roll = "forward") -> date:
        """A term's last day moved off a day off: forward as the civil code says, back, or not at all."""
        if direction == "none" or self.is_working_day(day):
            return day
        return self.next_working_day(day) if direction == "forward" else self.previous_working_day(day)

    def _step(self, day: date, step: timedelta) -> date:
        for _ in range(_SEARCH_LIMIT):
            day += step
            if self.is_working_day(day):
                return day
        raise ValueError("Lịch làm việc không có ngày làm việc nào trong một năm.")
