"""Reading what an administrator types about a day off or a worked day, its withdrawal, and the province's practice."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.calendars import work_calendar
from cchc_portal.calendars.models import Practice
from cchc_portal.calendars.states import DayKind, Rolling
from cchc_portal.vietnam.dates import weekday_date

ORDER_HINT = "Số, ký hiệu, ngày và cơ quan ban hành"


class OrderedDayForm(PortalForm):
    """One exception; it must say something that the calendar does not say already, and which document orders it."""

    day = DayField(label="Ngày")
    kind = forms.ChoiceField(label="Loại ngày", choices=[("off", "Ngày nghỉ"), ("worked", "Ngày làm bù")])
    name = forms.CharField(label="Lý do", max_length=200, help_text="Ví dụ: Nghỉ hoán đổi dịp Quốc khánh")
    ordered_by = forms.CharField(label="Văn bản quy định", max_length=300, help_text=ORDER_HINT)

    def __init__(
        self, *args: Any, works: Callable[[date], bool], entered: Any, changed: Any = None, **kwargs: Any
    ) -> None:
        if changed is not None:
            names = ("day", "kind", "name", "ordered_by")
            kwargs["initial"] = {name: getattr(changed, name) for name in names}
        super().__init__(*args, **kwargs)
        self._works, self._entered, self._changed = works, entered, changed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, kind = cleaned.get("day"), cleaned.get("kind")
        if day and kind and (problem := self._nothing_new(day, kind)):
            self.add_error("day", ValidationError(problem))
        return cleaned

    def _nothing_new(self, day: date, kind: str) -> str:
        if self._changed is not None and day == self._changed.day:
            return ""
        if self._entered.standing().filter(day=day).exists():
            return f"Lịch đã có {weekday_date(day)}. Sửa hoặc rút dòng đó trước khi thêm lại."
        works = self._works(day)
        if kind == DayKind.OFF and not works:
            return f"{_capital(weekday_date(day))} đã là ngày nghỉ. Chọn một ngày làm việc."
        if kind == DayKind.WORKED and works:
            return f"{_capital(weekday_date(day))} đã là ngày làm việc. Chọn một ngày nghỉ."
        return ""


class WithdrawalForm(PortalForm):
    """Which document withdraws a day."""

    ordered_by = forms.CharField(label="Văn bản rút ngày này", max_length=300, help_text=ORDER_HINT)


class HourField(forms.TimeField):
    """An hour typed as 18:00."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "field-day", "autocomplete": "off"})
        wrong = {"invalid": "Nhập giờ theo dạng giờ:phút, ví dụ 18:00."}
        super().__init__(widget=widget, error_messages=wrong, input_formats=["%H:%M", "%Hh%M"], **kwargs)


class PracticeForm(PortalForm):
    """What becomes of a term that ends on a day off, and when nobody is written to."""

    rolling = forms.ChoiceField(
        label="Khi hạn rơi vào ngày nghỉ",
        choices=Rolling.choices,
        help_text="Bộ luật Dân sự 2015, Điều 148 khoản 5: hạn kết thúc khi hết ngày làm việc kế tiếp.",
    )
    quiet_from = HourField(label="Không gửi nhắc từ", help_text="Ví dụ: 18:00")
    quiet_until = HourField(label="Gửi lại từ", help_text="Ví dụ: 07:00")

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        names = ("rolling", "quiet_from", "quiet_until")
        super().__init__(*args, initial={name: getattr(practice, name) for name in names}, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if first and last and not Practice(quiet_from=first, quiet_until=last).leaves_the_morning():
            self.add_error(
                "quiet_until", "Chừa ít nhất từ 08:00 đến 09:00 để thư nhắc của ngày làm việc gửi được."
            )
        return cleaned


def province_day_form(*args: Any, entered: Any, changed: Any = None) -> OrderedDayForm:
    """A day of the entered province."""
    return OrderedDayForm(*args, works=_works_here, entered=entered, changed=changed)


def _works_here(day: date) -> bool:
    return work_calendar.between(day, day).is_working_day(day)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
