"""Working days (Bộ luật Lao động 2019, Điều 111–112) and what becomes of a term that ends on a day off
(Bộ luật Dân sự 2015, Điều 148 khoản 5: it ends at the end of the next working day)."""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

Roll = Literal["forward", "none", "back"]
_DAY = timedelta(days=1)
_SEARCH_LIMIT = 366
_WEEKEND = 5  # Saturday, as `weekday()` counts


@dataclass(frozen=True)
class WorkCalendar:
    """A year's exceptions from Monday to Friday: days off, and weekend days worked in exchange."""

    holidays: AbstractSet[date] = frozenset()
    worked: AbstractSet[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work; a day worked in exchange wins over weekend and holiday."""
        return day in self.worked or (day.weekday() < _WEEKEND and day not in self.holidays)

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
        weekdays = _weekdays_until(end) - _weekdays_until(start)
        return weekdays - _within(self._idle_weekdays, start, end) + _within(self._busy_weekends, start, end)

    @cached_property
    def _idle_weekdays(self) -> list[date]:
        return sorted(day for day in self.holidays - self.worked if day.weekday() < _WEEKEND)

    @cached_property
    def _busy_weekends(self) -> list[date]:
        return sorted(day for day in self.worked if day.weekday() >= _WEEKEND)

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


def _weekdays_until(day: date) -> int:
    """From Monday to Friday since the first Monday of the calendar, that day included."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _WEEKEND + min(rest, _WEEKEND)


def _within(days: Sequence[date], start: date, end: date) -> int:
    """How many of the sorted days lie after the first day up to and with the last."""
    return bisect_right(days, end) - bisect_right(days, start)
