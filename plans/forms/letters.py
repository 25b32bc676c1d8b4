"""What is asked once for several letters that are handed on together."""

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm


class SubmitLettersForm(PortalForm):
    note = forms.CharField(
        label="Lời nhắn cho người duyệt",
        required=False,
        max_length=2000,
        help_text="Ghi cùng một lời nhắn cho các công văn đã chọn.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NumberLettersForm(PortalForm):
    IN_INK, BY_KEY = "giay", "so"

    issued_on = DayField(label="Ngày ban hành", initial=timezone.localdate)
    way = forms.ChoiceField(
        label="Cách ký",
        choices=(
            (IN_INK, "Đã có chữ ký trên giấy: cấp số và ban hành"),
            (BY_KEY, "Ký số: cấp số, chuyển người duyệt ký số"),
        ),
        widget=forms.RadioSelect,
    )
