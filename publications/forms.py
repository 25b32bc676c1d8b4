"""The search on a province's page, the words of an announcement, the code and the file that are checked."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm, PortalModelForm
from cchc_portal.vietnam import lookup_codes
from publications.models import Announcement

LONGEST_SEARCH = 200


class SearchForm(PortalForm):
    """Words, agency, year; the choices are what the province has made public."""

    tu = forms.CharField(
        label="Từ cần tìm",
        required=False,
        max_length=LONGEST_SEARCH,
        help_text="Có dấu hoặc không dấu đều được",
    )
    co_quan = forms.ChoiceField(label="Cơ quan ban hành", required=False)
    nam = forms.TypedChoiceField(label="Năm ban hành", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].choices = [("", "Tất cả cơ quan"), *agencies]  # type: ignore[attr-defined]
        self.fields["nam"].choices = [("", "Tất cả các năm"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]


class AnnouncementForm(PortalModelForm):
    class Meta:
        model = Announcement
        fields = ("title", "summary", "source")
        labels = {"title": "Tiêu đề", "summary": "Tóm tắt", "source": "Đơn vị đưa tin"}
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}


class CodeForm(PortalForm):
    ma = forms.CharField(
        label="Mã tra cứu",
        max_length=lookup_codes.LONGEST_TYPED,
        help_text="Mã in ở lề dưới mỗi trang; chữ thường, chữ hoa, có hoặc không có gạch nối đều được",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class CheckFileForm(PortalForm):
    tep = forms.FileField(
        label="Tệp cần kiểm tra",
        max_length=300,
        help_text="Tệp PDF của văn bản, hoặc bản quét (PDF, JPEG, PNG). Nặng nhất 50 MB. Cổng không giữ lại tệp.",
        error_messages={"empty": "Tệp này không có nội dung."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
