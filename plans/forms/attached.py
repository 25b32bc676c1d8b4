"""The form that adds a PDF which is to be issued with the plan as a file of its own."""

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.vietnam import text

from .uploads import UploadField


class AttachedForm(PortalForm):
    title = forms.CharField(
        label="Tên phụ lục",
        max_length=300,
        help_text="Ghi đúng như phần nội dung của kế hoạch nhắc đến, ví dụ: Phụ lục II. Danh mục thủ tục hành chính.",
    )
    file = UploadField(
        label="Tệp phụ lục",
        help_text="Tệp PDF không đặt mật khẩu, nặng nhất 50 MB. Tệp đã có chữ ký số của người khác vẫn nhận.",
    )

    def clean_title(self) -> str:
        title: str = text.clean_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError("Nhập tên phụ lục.")
        return title
