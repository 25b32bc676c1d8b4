"""Last year's plan as this year's draft, honestly: what was moved, what was reset, what somebody must look at.

Days are moved by the difference of years, then onto a working day (Bộ luật Dân sự 2015, Điều 148 khoản 5), but never out of the plan's year;
the first and last day of a month stand for a whole month, quarter or year and stay. Pure: it knows snapshots and a calendar, no database.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.workdays import WorkCalendar
from plans.beginning import years
from plans.beginning.report import Entry, Place, Report, Snapshot
from plans.beginning.years import Moved, Own


class Found(Protocol):
    """What this module reads of a check's finding."""

    message: str
    place: Place
    source: str


Checks = Callable[[Snapshot], Iterable[Any]]


def copy_to_year(
    snapshot: Snapshot,
    year: int,
    *,
    calendar: WorkCalendar,
    agency: Mapping[str, Any] | None = None,
    signers: Mapping[str, str] | None = None,
    checks: Checks | None = None,
) -> tuple[dict[str, Any], Report]:
    """The plan a number of years later. `agency` is its head as it prints today, `signers` who holds which signing title (folded)."""
    made = _Copy(snapshot, year, calendar)
    made.reset(agency, signers or {})
    made.move()
    made.look(checks)
    return made.new, made.report


class _Copy:
    def __init__(self, snapshot: Snapshot, year: int, calendar: WorkCalendar) -> None:
        self.new: dict[str, Any] = copy.deepcopy(dict(snapshot))
        self.start, self.end = (date.fromisoformat(snapshot["period"][key]) for key in ("from", "to"))
        self.own = Own(self.start.year, self.end.year, year - self.start.year)
        self.calendar = calendar
        self.report = Report()

    def snap(self, day: date) -> date:
        """Forward to a working day, back where forward leaves the year."""
        rolled = self.calendar.roll(day, "forward")
        return rolled if rolled.year == day.year else self.calendar.roll(day, "back")

    # --- reset

    def reset(self, agency: Mapping[str, Any] | None, signers: Mapping[str, str]) -> None:
        new, said = self.new, self.report.reset
        printed = new["symbol_as_printed"] or new["number"]
        if printed:
            said.append(Entry("Số, ký hiệu do văn thư cấp khi ban hành.", ("agency",), old=printed))
        if new["issued_on"]:
            said.append(Entry("Ngày ban hành để trống.", ("agency",), old=_short(new["issued_on"])))
        if new["rules"]:
            said.append(
                Entry(
                    "Trình bày theo quy định về thể thức có hiệu lực vào ngày ban hành kế hoạch mới.",
                    ("form",),
                )
            )
        new.update(number=None, issued_on=None, symbol_as_printed=None, rules=None)
        for index, line in enumerate(new["signatures"]):
            self._signature(line, signers.get(fold(line["title"])), ("signatures", index))
        if agency is not None and dict(agency) != new["agency"]:
            self._agency(agency)

    def _signature(self, line: dict[str, Any], holder: str | None, place: Place) -> None:
        old, line["name"] = line["name"], holder
        text = f"{line['title']}: chưa ký. "
        if holder:
            text += "Họ tên lấy theo người đang giữ chức vụ."
        else:
            text += "Ghi họ tên người ký của năm nay."
        self.report.reset.append(Entry(text, place, old=old or "", new=holder or ""))

    def _agency(self, agency: Mapping[str, Any]) -> None:
        old, self.new["agency"] = self.new["agency"], dict(agency)
        for key, what in (("superior", "Cơ quan chủ quản"), ("header", "Tên cơ quan"), ("place", "Địa danh")):
            if agency[key] != old[key]:
                self.report.reset.append(
                    Entry(f"{what} ghi theo hiện nay.", ("agency",), _words(old[key]), _words(agency[key]))
                )

    # --- moved

    def move(self) -> None:
        if not self.own.by:
            return
        self._period()
        self.new["subject"] = self._own_words(self.new["subject"], ("subject",))
        for part in ("opening", "closing"):
            self.new[part] = self._own_words(self.new[part], (part,))
        if self.new["decision"]:
            self.new["decision"] = self._each(self.new["decision"], ("decision",), self._own_words)
        for part in ("sections", "appendices"):
            self.new[part] = self._each(self.new[part], (part,), self._body)

    def _period(self) -> None:
        period = self.new["period"]
        start, end = (years.years_later(day, self.own.by) for day in (self.start, self.end))
        if self.end == date(self.end.year, 2, 28):
            end = _end_of_month(end)
        period["from"], period["to"] = start.isoformat(), end.isoformat()
        old, new = dates.written_period(self.start, self.end), dates.written_period(start, end)
        self.report.moved.append(Entry("Thời gian thực hiện kế hoạch.", ("period",), old, new))

    def _each(self, value: Any, place: Place, rewrite: Callable[[str, Place], str]) -> Any:
        """Every text inside, and each item's time."""
        if isinstance(value, str):
            return rewrite(value, place)
        if isinstance(value, list):
            return [self._each(inner, (*place, n), rewrite) for n, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        return {
            key: self._time(inner, (*place, key))
            if key == "time" and isinstance(inner, dict)
            else self._each(inner, (*place, key), rewrite)
            for key, inner in value.items()
        }

    def _body(self, text: str, place: Place) -> str:
        """Headings and titles are the plan's own words; below them only terms are its own for certain."""
        if place[-1] in ("heading", "title"):
            return self._own_words(text, place)
        return self._say(years.move_terms(text, self.own, self.snap), place, "Thời hạn trong câu.")

    def _own_words(self, text: str, place: Place) -> str:
        text = self._say(years.move_title(text, self.own), place, "Năm của kế hoạch.")
        return self._say(years.move_terms(text, self.own, self.snap), place, "Thời hạn trong câu.")

    def _say(self, moved: Moved, place: Place, what: str) -> str:
        self.report.moved += [Entry(what, place, old, new) for old, new in moved.changes]
        return moved.text

    def _time(self, time: dict[str, Any], place: Place) -> dict[str, Any]:
        exact = bool(years.DAY.search(time["text"] or ""))
        words = years.move_time(time["text"] or "", self.own, self.snap)
        start, end = self._day(time["from"], exact, first=True), self._day(time["to"], exact, first=False)
        if start and end and end < start:
            end = start
        self._say(words, place, "Thời gian thực hiện của nội dung.")
        if not words.changes and (time["from"] or time["to"]):
            kept = f" “{words.text}” giữ nguyên." if words.text else ""
            old, new = _between(time["from"], time["to"]), _between(start, end)
            self.report.moved.append(Entry(f"Ngày theo dõi của nội dung.{kept}", place, old, new))
        return {**time, "text": words.text, "from": start, "to": end}

    def _day(self, text: str | None, exact: bool, *, first: bool) -> str | None:
        if not text:
            return None
        old = date.fromisoformat(text)
        new = years.years_later(old, self.own.by)
        if not exact and first and old.day == 1:
            return new.isoformat()
        if not exact and not first and old == _end_of_month(old):
            return _end_of_month(new).isoformat()
        return self.snap(new).isoformat()

    # --- look

    def look(self, checks: Checks | None) -> None:
        look = self.report.look
        for index, parent in enumerate(self.new["parents"]):
            name = parent["number"] or parent["title"]
            look.append(
                Entry(
                    "Văn bản cấp trên của kế hoạch cũ. Thay bằng văn bản của năm nay.",
                    ("parents", index),
                    name,
                )
            )
        for part in (
            "subject",
            "bases",
            "opening",
            "decision",
            "sections",
            "closing",
            "appendices",
            "recipients",
        ):
            for text, place in _texts(self.new[part], (part,)):
                self._old_words(text, place)
        if checks is not None:
            self._checked(checks(self.new))
        look.sort(key=lambda entry: _on_paper(entry.place))

    def _old_words(self, text: str, place: Place) -> None:
        for document in years.yearly_documents(text):
            self.report.look.append(
                Entry(f"Còn dẫn kế hoạch cũ {document}. Thay bằng văn bản của năm nay.", place, old=document)
            )
        for phrase in years.old_years(text, self.own):
            around = years.excerpt(text, phrase)
            self.report.look.append(Entry(f"Còn ghi “{phrase}”: {around}", place, old=phrase))

    def _checked(self, found: Iterable[Found]) -> None:
        """What the checks of a draft say, but for an old year that stands in the list already."""
        said = {(entry.place, entry.old) for entry in self.report.look if entry.old}
        for finding in found:
            if not any(place == finding.place and old in finding.message for place, old in said):
                self.report.look.append(Entry(finding.message, finding.place, source=finding.source))


_ORDER = (
    "subject",
    "period",
    "form",
    "parents",
    "bases",
    "opening",
    "decision",
    "sections",
    "closing",
    "appendices",
)


def _on_paper(place: Place) -> tuple[Any, ...]:
    """Where the place comes on the paper, so that what is said of one row stands together."""
    part = str(place[0]) if place else ""
    first = _ORDER.index(part) if part in _ORDER else len(_ORDER)
    return first, tuple((0, "", step) if isinstance(step, int) else (1, step, 0) for step in place[1:])


def _texts(value: Any, place: Place) -> Iterable[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _short(text: str) -> str:
    return dates.short_date(date.fromisoformat(text))


def _between(start: str | None, end: str | None) -> str:
    return " – ".join(_short(day) for day in (start, end) if day)


def _words(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)
