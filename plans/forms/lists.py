"""Forms of the plan's short lists: documents carried out, legal bases, recipients, signature lines."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import DayField
from cchc_portal.agencies.models import Agency
from cchc_portal.documents.states import Way
from cchc_portal.vietnam import symbols
from plans.actions.values import Values
from plans.models import Plan

from .base import DraftForm
from .fields import LinesField
from .suggesting import SuggestingInput

OUTSIDE = ("", "Văn bản ngoài cổng, ghi ở các ô bên dưới")


class ParentForm(DraftForm):
    """A plan of the portal, or a document outside it in its own words."""

    inside_id = forms.TypedChoiceField(
        label="Kế hoạch trong cổng",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Chọn kế hoạch đã ban hành trong tỉnh, thành phố thì không phải nhập các ô bên dưới.",
    )
    number = forms.CharField(
        label="Số, ký hiệu", required=False, max_length=42, help_text="Ví dụ: 266/KH-UBND"
    )
    issued_on = DayField(label="Ngày ban hành", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    title = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, candidates: list[Plan] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {plan.pk: plan for plan in candidates or []}
        choices = [(plan.pk, f"{plan.symbol} – {plan.subject}") for plan in self.candidates.values()]
        self.fields["inside_id"].choices = [OUTSIDE, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        inside = self.candidates.get(data.get("inside_id") or 0)
        if inside is None:
            return data
        for name in ("issuer", "title"):
            self.errors.pop(name, None)
        return {**data, **_words_of(inside)}


def _words_of(plan: Plan) -> Values:
    return {
        "number": plan.symbol,
        "issued_on": plan.issued_on,
        "issuer": plan.agency.name,
        "title": plan.subject,
    }


class BasisForm(DraftForm):
    text = forms.CharField(
        label="Căn cứ",
        max_length=50_000,
        help_text="Bắt đầu bằng “Căn cứ” hoặc “Theo đề nghị”, không cần dấu cuối dòng.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecipientForm(DraftForm):
    """The words printed, and how the issued paper gets there; an agency of the portal is found by its name."""

    text = forms.CharField(label="Nơi nhận", max_length=300, help_text="Ví dụ: Sở Nội vụ (b/c)")
    agency_id = forms.TypedChoiceField(
        label="Cơ quan trong cổng",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Để trống thì cổng tự tìm cơ quan có đúng tên ở ô Nơi nhận.",
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Nhập địa chỉ thư điện tử đúng dạng, ví dụ: vanthu@donvi.gov.vn."},
    )
    way = forms.ChoiceField(
        label="Cách gửi",
        required=False,
        choices=(("", "Tự chọn"), *Way.choices),
        help_text="Tự chọn: trong cổng nếu được, rồi thư điện tử, rồi bản giấy.",
    )
    copies = forms.IntegerField(
        label="Số bản giấy",
        required=False,
        min_value=1,
        max_value=99,
        localize=False,
        initial=1,
        widget=forms.TextInput(attrs={"class": "field-day", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Nhập số bản bằng số, ví dụ: 2.",
            "min_value": "Số bản ít nhất là 1.",
            "max_value": "Số bản nhiều nhất là 99.",
        },
    )

    def __init__(self, *args: Any, agencies: list[Agency] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(agency.pk, agency.name) for agency in agencies or []]
        self.fields["agency_id"].choices = [("", "Không chọn"), *choices]  # type: ignore[attr-defined]
        self.fields["text"].widget = SuggestingInput([agency.name for agency in agencies or []])

    def clean_copies(self) -> int:
        return self.cleaned_data["copies"] or 1

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("way") == Way.EMAIL and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Nhập thư điện tử để gửi bằng thư điện tử.")
        return data


class SignatureForm(DraftForm):
    """Authority, title and name (Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, mục II.7)."""

    authority = LinesField(
        label="Quyền hạn của người ký",
        required=False,
        rows=2,
        longest=100,
        most=4,
        help_text="Mỗi dòng một dòng in, bắt đầu bằng TM., KT., TL., TUQ. hoặc Q. Ví dụ: TM. ỦY BAN NHÂN DÂN, rồi KT. CHỦ TỊCH. "
        "Để trống khi người đứng đầu ký.",
    )
    title = forms.CharField(label="Chức vụ", max_length=100, help_text="Ví dụ: GIÁM ĐỐC, PHÓ CHỦ TỊCH")
    name = forms.CharField(
        label="Họ và tên", required=False, max_length=50, help_text="Không ghi học hàm, học vị trước họ tên."
    )

    def clean_authority(self) -> list[str]:
        lines: list[str] = self.cleaned_data["authority"]
        for line in lines:
            if not symbols.AUTHORITY.match(line):
                raise forms.ValidationError(
                    f"“{line}” phải bắt đầu bằng TM., KT., TL., TUQ. hoặc Q. và một khoảng trắng."
                )
        return lines
