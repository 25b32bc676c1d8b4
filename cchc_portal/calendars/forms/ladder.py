"""Reading from which day on each rung of the ladder is told."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.calendars.states import Rung

MOST = 30


class LadderForm(PortalForm):
    """Working days before the deadline (negative), on it (0) or after it."""

    def __init__(self, *args: Any, ladder: dict[Rung, int], **kwargs: Any) -> None:
        super().__init__(*args, initial={rung.value: offset for rung, offset in ladder.items()}, **kwargs)

    drafter = forms.IntegerField(label=Rung.DRAFTER.label)
    unit_head = forms.IntegerField(label=Rung.UNIT_HEAD.label)
    agency_head = forms.IntegerField(label=Rung.AGENCY_HEAD.label)
    reviewer = forms.IntegerField(label=Rung.REVIEWER.label)

    def _prepare(self, name: str, field: forms.Field) -> None:
        super()._prepare(name, field)
        field.localize = False
        field.widget = forms.TextInput(attrs={"class": "field-day", "autocomplete": "off"})
        field.error_messages["invalid"] = "Nhập số ngày làm việc bằng số, ví dụ: -5."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, offset in list(cleaned.items()):
            if abs(offset) > MOST:
                self.add_error(name, f"Nhập từ -{MOST} đến {MOST} ngày làm việc.")
        if cleaned.get("drafter", 0) > 0:
            self.add_error("drafter", "Người soạn thảo cần được nhắc chậm nhất vào ngày đến hạn.")
        return cleaned
