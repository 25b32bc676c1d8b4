"""The upload of a file, and what a person decides about it beside the parts of its lines."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.packages import refuse_size
from cchc_portal.vietnam import dates
from plans.importing import legacy
from plans.importing.refusal import Unreadable


class UploadForm(PortalForm):
    file = forms.FileField(
        label="Kế hoạch bằng Word hoặc Excel",
        help_text="Tệp .docx, .docm, .xlsx, .xlsm, nặng nhất 20 MB.",
        error_messages={"empty": "Tệp này không có nội dung.", "missing": "Chọn tệp cần nhập."},
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.xlsx,.xlsm"}),
    )

    def clean_file(self) -> Any:
        """Its size is looked at before a byte of it is read."""
        sent = self.cleaned_data["file"]
        try:
            refuse_size(sent.size, sent.name)
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return sent


class ImportForm(PortalForm):
    """Subject and period of the plan; the sheet and the encoding where the file leaves a choice."""

    subject = forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text="Phần sau chữ “Kế hoạch”, ví dụ: Thông tin, tuyên truyền cải cách hành chính năm 2027",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": "Trích yếu dài %(show_value)d ký tự; nhiều nhất là %(limit_value)d ký tự."
        },
    )
    period_from = DayField(label="Thực hiện từ ngày")
    period_to = DayField(label="Thực hiện đến ngày")
    sheet = forms.TypedChoiceField(label="Trang tính", coerce=int)
    encoding = forms.ChoiceField(
        label="Bảng mã của tệp",
        required=False,
        choices=[*legacy.LABELS.items(), ("", "Unicode, giữ nguyên chữ trong tệp")],
        help_text="Chữ trong bảng mã cũ được chuyển sang Unicode.",
    )

    def __init__(self, data: Any = None, *, sheets: list[str], old: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["sheet"].choices = list(enumerate(sheets))  # type: ignore[attr-defined]
        if len(sheets) < 2:
            del self.fields["sheet"]
        if not old:
            del self.fields["encoding"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("period_from"), data.get("period_to")
        if start and end and end < start:
            self.add_error(
                "period_to", f"Ngày kết thúc phải từ ngày bắt đầu ({dates.short_date(start)}) trở đi."
            )
        return data
