"""Reading a rule of the year: who owes what, for which days of data, by which day or how many working days after another."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency
from cchc_portal.calendars.models import ObligationRule
from cchc_portal.calendars.states import ObligationKind
from cchc_portal.vietnam.dates import short_date

USUAL_OFFSET = 3
"""Working days between an agency's deadline and the province's own."""
NOTICE = 3
"""Working days that a single request leaves unless it says otherwise."""
NAMES = (
    "kind",
    "title",
    "levels",
    "due_day",
    "working_days",
    "counted_from",
    "data_from",
    "data_to",
    "source",
)
DAYS_ONLY = frozenset({"due_day", "working_days", "counted_from", "data_from", "data_to", "source"})
"""What may still change once the rule is in force."""


class WorkingDaysField(forms.IntegerField):
    """A number of working days."""

    def __init__(self, *, most: int, least: int = 0, **kwargs: Any) -> None:
        wrong = {
            "invalid": "Nhập số ngày làm việc bằng số, ví dụ: 3.",
            "min_value": f"Nhập từ {least} ngày làm việc trở lên.",
            "max_value": f"Nhập nhiều nhất {most} ngày làm việc.",
        }
        widget = forms.TextInput(attrs={"class": "field-day", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            min_value=least, max_value=most, localize=False, widget=widget, error_messages=wrong, **kwargs
        )


class RuleForm(PortalForm):
    """A day, or so many working days; the one that is not used stays empty."""

    kind = forms.ChoiceField(label="Việc", choices=ObligationKind.choices)
    title = forms.CharField(
        label="Tên báo cáo theo yêu cầu",
        max_length=200,
        required=False,
        help_text="Chỉ với báo cáo theo yêu cầu. Ví dụ: Báo cáo chuyên đề về dịch vụ công trực tuyến",
    )
    levels = forms.MultipleChoiceField(
        label="Loại cơ quan", choices=Agency.Level.choices, widget=forms.CheckboxSelectMultiple()
    )
    due_day = DayField(label="Hạn vào ngày", required=False)
    working_days = WorkingDaysField(
        label="Hoặc sau số ngày làm việc",
        most=250,
        least=1,
        required=False,
        help_text=f"Báo cáo theo yêu cầu để trống cả hai ô thì hạn là {NOTICE} ngày làm việc kể từ hôm nay.",
    )
    counted_from = DayField(
        label="Tính từ ngày",
        required=False,
        help_text="Ngày ban hành kế hoạch cấp trên. Chưa ban hành thì để trống, nhập sau. Ví dụ: 05/01/2027",
    )
    data_from = DayField(label="Số liệu từ ngày", required=False)
    data_to = DayField(label="Số liệu đến hết ngày", required=False)
    source = forms.CharField(
        label="Văn bản quy định", max_length=300, help_text="Số, ký hiệu, ngày và cơ quan ban hành"
    )

    def __init__(self, *args: Any, rule: ObligationRule | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"levels": [Agency.Level.DEPARTMENT, Agency.Level.COMMUNE]}
        if rule is not None:
            initial = {name: getattr(rule, name) for name in NAMES}
        super().__init__(*args, initial=initial, **kwargs)
        if rule is not None and rule.switched_on_at is not None:
            for name in set(self.fields) - DAYS_ONLY:
                del self.fields[name]
        self._kind = rule.kind if rule is not None else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind", self._kind)
        if not self.errors.keys() & {"due_day", "working_days", "counted_from"}:
            self._one_way_to_the_day(cleaned, kind)
        first, last = cleaned.get("data_from"), cleaned.get("data_to")
        if (first is None) != (last is None) and not self.errors.keys() & {"data_from", "data_to"}:
            self.add_error(
                "data_to" if first else "data_from", "Nhập cả ngày đầu và ngày cuối của kỳ số liệu."
            )
        elif first and last and last < first:
            self.add_error("data_to", "Ngày cuối của kỳ số liệu phải từ ngày đầu trở đi.")
        elif last and (due := cleaned.get("due_day")) and due <= last and "due_day" not in self.errors:
            self.add_error("due_day", f"Hạn phải sau ngày cuối của kỳ số liệu ({short_date(last)}).")
        if "title" in self.fields:
            self._title_of_a_request(cleaned, kind)
        return cleaned

    def _one_way_to_the_day(self, cleaned: dict[str, Any], kind: str | None) -> None:
        day, count = cleaned.get("due_day"), cleaned.get("working_days")
        if day and count:
            self.add_error("working_days", "Chỉ nhập một trong hai: ngày hạn, hoặc số ngày làm việc.")
        elif kind == ObligationKind.ONE_OFF and not day:
            cleaned["working_days"] = count or NOTICE
            cleaned["counted_from"] = cleaned.get("counted_from") or timezone.localdate()
        elif not day and not count:
            self.add_error("due_day", "Nhập ngày hạn, hoặc số ngày làm việc ở ô dưới.")
        elif day and cleaned.get("counted_from"):
            self.add_error("counted_from", "Để trống ô này khi hạn đã là một ngày.")

    def _title_of_a_request(self, cleaned: dict[str, Any], kind: str | None) -> None:
        if kind == ObligationKind.ONE_OFF and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Nhập tên báo cáo theo yêu cầu.")
        elif kind != ObligationKind.ONE_OFF:
            cleaned["title"] = ""


class UsualRulesForm(PortalForm):
    """How much earlier than the province the agencies report."""

    offset = WorkingDaysField(
        label="Cơ quan gửi trước hạn của tỉnh, thành phố",
        most=15,
        initial=USUAL_OFFSET,
        help_text="Số ngày làm việc. Công văn 581/BNV-CCHC đặt hạn của tỉnh, thành phố vào ngày 20 của tháng cuối kỳ. "
        "Hạn không sớm hơn ngày làm việc đầu tiên sau kỳ số liệu.",
    )
