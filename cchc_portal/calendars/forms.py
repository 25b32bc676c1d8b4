"""Reading what a province's administrator types about a day off or a worked day."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cchc_portal.agencies.formbase import DayField, PortalModelForm
from cchc_portal.vietnam.dates import weekday_date

from . import work_calendar
from .models import ProvinceDay
from .states import DayKind


class ProvinceDayForm(PortalModelForm):
    """One exception; it must say something that the calendar does not say already, and which document orders it."""

    day = DayField(label="Ngày")
    kind = forms.ChoiceField(label="Loại ngày", choices=[("off", "Ngày nghỉ"), ("worked", "Ngày làm bù")])
    name = forms.CharField(label="Lý do", max_length=200, help_text="Ví dụ: Nghỉ hoán đổi dịp Quốc khánh")
    ordered_by = forms.CharField(
        label="Văn bản quy định", max_length=300, help_text="Số, ký hiệu, ngày và cơ quan ban hành"
    )

    class Meta:
        model = ProvinceDay
        fields: ClassVar[list[str]] = ["day", "kind", "name", "ordered_by"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, kind = cleaned.get("day"), cleaned.get("kind")
        if day and kind and (problem := _nothing_new(day, kind)):
            self.add_error("day", ValidationError(problem))
        return cleaned


def _nothing_new(day: Any, kind: str) -> str:
    if ProvinceDay.objects.filter(day=day).exists():
        return f"Lịch đã có {weekday_date(day)}. Xóa dòng đó trước khi thêm lại."
    works = work_calendar.between(day, day).is_working_day(day)
    if kind == DayKind.OFF and not works:
        return f"{_capital(weekday_date(day))} đã là ngày nghỉ. Chọn một ngày làm việc."
    if kind == DayKind.WORKED and works:
        return f"{_capital(weekday_date(day))} đã là ngày làm việc. Chọn một ngày nghỉ."
    return ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
