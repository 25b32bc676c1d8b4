"""What a clerk decides about a stack of papers, and a province about its prints."""

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.documents.states import Print


class StackForm(PortalForm):
    ban_in = forms.ChoiceField(label="Bản in", choices=Print.choices, widget=forms.RadioSelect)
    hai_mat = forms.BooleanField(
        label="In hai mặt",
        required=False,
        help_text="Mỗi văn bản bắt đầu ở trang lẻ; trang trắng được thêm khi cần",
    )


class PrintChoiceForm(PortalForm):
    ban_in = forms.ChoiceField(
        label="Bản được in mặc định của tỉnh, thành phố", choices=Print.choices, widget=forms.RadioSelect
    )
