"""Forms of the plan as a whole: beginning one, its head, its words around the sections, recipients, the decision."""

from datetime import date
from typing import Any

from django import forms

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.vietnam import dates
from plans.states import PLAN_FORMS, PLANS, PlanForm, PlanKind, RuleSet

from .base import EXAMPLE_YEAR, DraftForm
from .fields import LinesField

SUBJECT_HINT = "Nội dung của kế hoạch, không ghi lại chữ “Kế hoạch”, ví dụ: Thông tin, tuyên truyền cải cách hành chính năm 2027"
OF_OTHERS = {
    PlanForm.LETTER: "Việc mà công văn nêu, in sau chữ “V/v”, ví dụ: Đôn đốc gửi báo cáo quý I năm 2027",
    PlanForm.REPORT: "Nội dung của báo cáo, không ghi lại chữ “Báo cáo”, ví dụ: Kết quả tuyên truyền cải cách hành chính năm 2027",
}
OTHERS = {form.value: form for form in PlanForm if form not in PLANS}
RULES = (("", "Theo ngày ban hành"), *RuleSet.choices)


def _subject(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text=SUBJECT_HINT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": "Trích yếu dài %(show_value)d ký tự; nhiều nhất là %(limit_value)d ký tự."
        },
        **kwargs,
    )


class CreateForm(PortalForm):
    """The least that a plan of the year needs; the rest is prepared and can be changed."""

    subject = _subject()
    kind = forms.ChoiceField(label="Loại kế hoạch", choices=PlanKind.choices)
    form = forms.ChoiceField(label="Hình thức văn bản", choices=PLAN_FORMS)

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["subject"].help_text = SUBJECT_HINT.replace(EXAMPLE_YEAR, str(year))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        start, end = dates.year_period(self.year)
        return {
            "period_from": start,
            "period_to": end,
            "subject": data["subject"],
            "kind": data["kind"],
            "form": data["form"],
        }


class HeadForm(DraftForm):
    subject = _subject()
    period_from = DayField(label="Ngày bắt đầu thực hiện")
    period_to = DayField(label="Ngày kết thúc thực hiện", help_text="Ví dụ: 31/12/2027")
    kind = forms.ChoiceField(label="Loại kế hoạch", choices=PlanKind.choices)
    form = forms.ChoiceField(
        label="Hình thức văn bản",
        choices=PLAN_FORMS,
        help_text="Đổi từ “Quyết định” sang “Kế hoạch” thì phần quyết định đã soạn bị bỏ.",
    )
    rules = forms.ChoiceField(label="Thể thức trình bày", choices=RULES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keep_to(self.initial.get("form"))
        begins = self.initial.get("period_from")
        if isinstance(begins, date):
            self.fit_examples(begins.year)

    def _keep_to(self, form: Any) -> None:
        """A report or a letter stays one; a plan stays a plan, by itself or in a decision."""
        field: Any = self.fields["form"]
        if form in OTHERS:
            field.choices = [(form, OTHERS[form].label)]
            field.help_text = ""
            self.fields["kind"].label = "Lĩnh vực"
            self.fields["subject"].help_text = OF_OTHERS[OTHERS[form]]
        self._name_days(form)

    def _name_days(self, form: Any) -> None:
        """A report tells of a period; a letter has none to show, and keeps the year in which it was begun."""
        begins, ends = self.fields["period_from"], self.fields["period_to"]
        if form == PlanForm.REPORT:
            begins.label, ends.label = "Kỳ báo cáo từ ngày", "Kỳ báo cáo đến ngày"
        if form == PlanForm.LETTER:
            begins.widget.input_type = ends.widget.input_type = "hidden"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.keep_order("period_from", "period_to", "Ngày kết thúc")
        return data


class WordsForm(DraftForm):
    opening = forms.CharField(
        label="Đoạn mở đầu",
        required=False,
        max_length=50_000,
        help_text="Đứng trước mục I, thường nêu văn bản cấp trên mà kế hoạch thực hiện. Dấu hai chấm cuối đoạn tự có khi in.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    closing = forms.CharField(
        label="Đoạn kết",
        required=False,
        max_length=50_000,
        help_text="Đứng sau mục cuối. Dấu “./.” tự có khi in.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RecipientsForm(DraftForm):
    recipients = LinesField(
        label="Nơi nhận",
        required=False,
        rows=8,
        longest=300,
        help_text="Mỗi dòng một nơi nhận, không cần gạch đầu dòng và dấu chấm phẩy. Ví dụ: Sở Nội vụ (b/c)",
    )
    archive = LinesField(
        label="Lưu",
        required=False,
        rows=3,
        longest=50,
        most=20,
        help_text="Mỗi dòng một nơi lưu, dòng đầu là VT. Ví dụ: VT, rồi tên viết tắt của đơn vị soạn thảo",
    )


class BasesForm(DraftForm):
    bases = LinesField(
        label="Các căn cứ",
        required=False,
        rows=12,
        longest=50_000,
        most=100,
        help_text="Mỗi dòng một căn cứ, bắt đầu bằng “Căn cứ” hoặc “Theo đề nghị”, không cần dấu cuối dòng.",
    )


class DecisionForm(DraftForm):
    subject = forms.CharField(
        label="Trích yếu quyết định",
        max_length=500,
        help_text="Ví dụ: Về việc ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    issuer = forms.CharField(
        label="Người, cơ quan quyết định",
        max_length=200,
        help_text="Dòng chữ in hoa đứng trước “QUYẾT ĐỊNH:”, ví dụ: GIÁM ĐỐC SỞ NỘI VỤ",
    )
    articles = LinesField(
        label="Các điều",
        rows=8,
        longest=50_000,
        most=50,
        help_text="Mỗi dòng một điều, không ghi “Điều 1.” ở đầu; số điều tự có khi in.",
    )
