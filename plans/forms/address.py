"""Whom a report or a letter addresses, and the unit in a letter's symbol (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3, II.9.a)."""

from django import forms

from .base import DraftForm
from .fields import LinesField


class AddressForm(DraftForm):
    addressees = LinesField(
        label="Kính gửi",
        required=False,
        rows=4,
        longest=500,
        most=200,
        help_text="Mỗi dòng một nơi gửi, không cần gạch đầu dòng và dấu chấm phẩy. Từ hai nơi trở lên, mỗi nơi in một dòng.",
    )
    unit = forms.RegexField(
        label="Ký hiệu đơn vị soạn thảo",
        regex=r"^[^\s/]*$",
        required=False,
        max_length=20,
        help_text="Chỉ dùng cho công văn, ví dụ: CCHC thì số, ký hiệu là 12/SNV-CCHC.",
        widget=forms.TextInput(attrs={"class": "field-day"}),
        error_messages={"invalid": "Ký hiệu không chứa dấu cách và dấu gạch chéo, ví dụ: CCHC."},
    )
