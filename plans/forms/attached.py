"""The form that adds a PDF which is to be issued with the plan as a file of its own."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.vietnam import text

from .signing import LARGEST, TOO_LARGE


class AttachedForm(PortalForm):
    title = forms.CharField(
        label="Tên phụ lục",
        max_length=300,
        help_text="Ghi đúng như phần nội dung của kế hoạch nhắc đến, ví dụ: Phụ lục II. Danh mục thủ tục hành chính.",
    )
    file = forms.FileField(
        label="Tệp phụ lục",
        help_text="Tệp PDF không đặt mật khẩu, nặng nhất 50 MB. Tệp đã có chữ ký số của người khác vẫn nhận.",
        error_messages={"empty": "Tệp này không có nội dung.", "missing": "Chọn tệp PDF."},
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def clean_title(self) -> str:
        title: str = text.clean_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Nhập tên phụ lục.")
        return title

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:  # looked at before a byte of it is read
            raise forms.ValidationError(TOO_LARGE)
        return sent
