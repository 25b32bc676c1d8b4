"""What is asked before letters of urging are drafted."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.calendars import asked_days, work_calendar

WORKING_DAYS = 5
ONE, APART = "mot", "rieng"


class LetterForm(PortalForm):
    """One letter or many, and the day that is asked for."""

    until = DayField(label="Đề nghị hoàn thành trước ngày")
    way = forms.ChoiceField(
        label="Số công văn",
        choices=((ONE, "Một công văn gửi tất cả, danh sách ở phụ lục"), (APART, "Mỗi cơ quan một công văn")),
        initial=ONE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        calendar = work_calendar.between(today, today)
        self.fields["until"].initial = calendar.add_working_days(today, WORKING_DAYS)

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if refusal := asked_days.refusal(day, "Ngày yêu cầu hoàn thành"):
            raise forms.ValidationError(refusal)
        return day

    @property
    def apart(self) -> bool:
        return bool(self.cleaned_data["way"] == APART)
