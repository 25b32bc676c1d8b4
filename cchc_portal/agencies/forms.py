"""What administrators type: the upload of a book, how it is entered, a new province."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.packages import Unreadable, refuse_size
from cchc_portal.vietnam.alphabet import sort_key
from cchc_portal.vietnam.provincial_units import units


class BookForm(PortalForm):
    file = forms.FileField(
        label="Tệp danh sách (Excel)",
        help_text="Tệp .xlsx theo mẫu của cổng, nặng nhất 20 MB.",
        error_messages={"empty": "Tệp này không có nội dung.", "missing": "Chọn tệp cần nhập."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """Its size is looked at before a byte of it is read."""
        sent = self.cleaned_data["file"]
        try:
            refuse_size(sent.size, sent.name)
        except Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal
        return sent


class EnterForm(PortalForm):
    invite = forms.BooleanField(
        label="Gửi thư mời ngay cho người mới", required=False, initial=True,
        help_text="Thư có liên kết đặt mật khẩu, dùng một lần. Có thể gửi sau ở trang Người dùng.",
    )  # fmt: skip


class PeopleFilter(PortalForm):
    words = forms.CharField(label="Tên hoặc thư điện tử", required=False, max_length=100)
    state = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Tất cả"), ("chua-dat", "Chưa đặt mật khẩu")]
    )


class OpeningForm(PortalForm):
    """A unit of the list that is not in the portal yet, and who administers it first."""

    unit = forms.ChoiceField(
        label="Tỉnh, thành phố", help_text="Theo Nghị quyết số 202/2025/QH15 và các nghị quyết năm 2026."
    )
    name = forms.CharField(label="Họ và tên người quản trị đầu tiên", max_length=100)
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        max_length=150,
        help_text="Người này nhận thư mời và nhập các cơ quan, người dùng còn lại.",
        error_messages={"invalid": "Nhập địa chỉ thư điện tử, ví dụ: quantri@example.gov.vn."},
    )

    def __init__(self, *args: Any, opened: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = sorted(
            (unit for unit in units() if unit.slug not in opened), key=lambda each: sort_key(each.name)
        )
        choices: Any = self.fields["unit"]
        choices.choices = [("", "Chọn"), *((unit.slug, unit.name) for unit in left)]
