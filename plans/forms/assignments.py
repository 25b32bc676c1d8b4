"""Forms of the cascade: a document that gives tasks, one task, a pasted table, an answer in words, what the coverage shows."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency
from cchc_portal.vietnam import text
from plans.actions.values import Values
from plans.assignments import tables
from plans.assignments.bodies import meant, pieces
from plans.assignments.standing import AnswerState
from plans.importing.refusal import Unreadable

from .fields import read_product, show_product

NOBODY = "Chưa nhận ra cơ quan nào trong cổng từ “{words}”. Ghi tên như trong danh sách cơ quan, hoặc “Các sở, ban, ngành”, “UBND các xã, phường”."
LEVELS = [choice for choice in Agency.Level.choices if choice[0] != Agency.Level.PEOPLES_COMMITTEE]


class SourceForm(PortalForm):
    """A document outside the portal: a ministry's Quyết định, a plan that never came into it."""

    year = forms.IntegerField(label="Giao cho năm", min_value=2000, max_value=2100)
    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 049/QĐ-BNV")
    issued_on = DayField(label="Ngày ban hành")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=300, help_text="Ví dụ: Bộ Nội vụ")
    title = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("min_value", "max_value", "invalid"):
            self.fields["year"].error_messages[name] = "Nhập năm gồm bốn chữ số, từ 2000 đến 2100."

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ban hành không thể sau hôm nay.")
        return day


class BodiesField(forms.CharField):
    """Agencies and kinds of agency, one a line or between semicolons; kept as one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, **kwargs)

    def to_python(self, value: Any) -> str:
        return (
            super().to_python("; ".join(pieces(text.clean(value))) if isinstance(value, str) else value) or ""
        )


class TaskForm(PortalForm):
    group = forms.CharField(label="Nhóm nhiệm vụ", max_length=300, required=False)
    content = forms.CharField(label="Nhiệm vụ", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    lead_text = BodiesField(
        label="Cơ quan chủ trì",
        help_text="Mỗi dòng một cơ quan hoặc một loại cơ quan: Sở Tài chính; Các sở, ban, ngành; UBND các xã, phường.",
    )
    support_text = BodiesField(label="Cơ quan phối hợp", required=False)
    product = forms.CharField(
        label="Sản phẩm, số lượng", max_length=500, required=False, help_text="Ví dụ: 24 tin, bài"
    )
    frequency = forms.CharField(label="Định kỳ", max_length=100, required=False, help_text="Ví dụ: Hằng quý")
    due_on = DayField(label="Hạn thực hiện", required=False)
    due_text = forms.CharField(
        label="Thời gian ghi trong văn bản", max_length=200, required=False, help_text="Ví dụ: Trước 30/6"
    )
    loaded = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, known: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_lead_text(self) -> str:
        words: str = self.cleaned_data["lead_text"]
        if not meant(words, self.known):
            raise forms.ValidationError(NOBODY.format(words=words))
        return words

    def values(self) -> Values:
        product = read_product(self.cleaned_data["product"])
        named = ("group", "content", "lead_text", "support_text", "frequency", "due_on", "due_text")
        return {name: self.cleaned_data[name] for name in named} | {
            "product": product["text"], "quantity": product["quantity"], "unit": product["unit"],
        }  # fmt: skip

    @staticmethod
    def shown(values: Values) -> Values:
        """What the form starts with for a task that exists."""
        product = {"text": values["product"], "quantity": values["quantity"], "unit": values["unit"]}
        return {**values, "product": show_product(product)}


class TableForm(PortalForm):
    """A table as it comes from Excel or Word, or the file itself."""

    verbatim = frozenset({"table"})
    table = forms.CharField(
        label="Bảng nhiệm vụ",
        required=False,
        max_length=500_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="Chép cả dòng tiêu đề từ Excel hoặc Word rồi dán vào đây. Cần có cột Nhiệm vụ và cột Cơ quan chủ trì.",
    )
    file = forms.FileField(label="Hoặc tệp Excel, Word", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if not file and not (data.get("table") or "").strip():
            self.add_error("table", "Dán bảng nhiệm vụ hoặc chọn tệp.")
            return data
        try:
            data["rows"] = tables.of_file(file.read(), file.name) if file else tables.pasted(data["table"])
        except (Unreadable, tables.NoTable) as refusal:
            self.add_error("file", str(refusal))
        return data


class WithdrawForm(PortalForm):
    reason = forms.CharField(label="Lý do rút", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class TextAnswerForm(PortalForm):
    """Where no item fits."""

    text = forms.CharField(
        label="Giải trình",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Cơ quan không có đối tượng thực hiện nhiệm vụ này.",
    )
    loaded = forms.CharField(required=False, widget=forms.HiddenInput())


class CoverageForm(PortalForm):
    """What the coverage shows."""

    nam = forms.TypedChoiceField(label="Năm", coerce=int, required=False)
    loai = forms.ChoiceField(label="Loại cơ quan", choices=[("", "Mọi loại"), *LEVELS], required=False)
    nhiem_vu = forms.ChoiceField(label="Nhiệm vụ", required=False)
    tinh_trang = forms.ChoiceField(
        label="Có nhiệm vụ ở tình trạng",
        choices=[("", "Mọi tình trạng"), *AnswerState.choices],
        required=False,
    )

    def __init__(self, *args: Any, years: list[int], tasks: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        numbered = [
            (str(task.pk), f"{number}. {_short(task.content)}") for number, task in enumerate(tasks, 1)
        ]
        self.fields["nhiem_vu"].choices = [("", "Mọi nhiệm vụ"), *numbered]  # type: ignore[attr-defined]


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:70].rstrip()}…"
