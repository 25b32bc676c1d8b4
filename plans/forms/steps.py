"""Forms of the procedure, of moving a row, and of the list's filters."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from plans.states import PLANS, PlanForm, PlanState

EARLY = (
    "Kỳ số liệu chưa kết thúc. Trình sau ngày kết thúc, hoặc đánh dấu để trình báo cáo có số liệu ước tính."
)


class SubmitForm(PortalForm):
    unchanged = forms.BooleanField(label="Trình lại nguyên văn, không sửa gì")
    early = forms.BooleanField(label="Tôi biết kỳ số liệu chưa kết thúc")
    note = forms.CharField(
        label="Lời nhắn cho người duyệt",
        required=False,
        max_length=2000,
        help_text="Người duyệt thấy đúng nội dung này; lời nhắn cũng ghi vào lịch sử.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, unchanged: bool, early: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["early"]
        else:
            self.fields["early"].error_messages["required"] = EARLY
        if not unchanged:
            del self.fields["unchanged"]
        else:
            message = (
                "Bản này chưa sửa gì so với bản bị trả lại. Chỉnh sửa, hoặc đánh dấu để trình lại nguyên văn."
            )
            self.fields["unchanged"].error_messages["required"] = message


_IN_FORM = "Chỉnh thể thức, kỹ thuật trình bày"
_OF_A_PLAN = (
    "Bổ sung đơn vị chủ trì, phối hợp",
    "Làm rõ thời gian thực hiện",
    "Làm rõ sản phẩm của từng nội dung",
    "Xem lại kinh phí",
    "Cập nhật căn cứ pháp lý",
    _IN_FORM,
)
COMMON_REASONS = dict.fromkeys(PLANS, _OF_A_PLAN) | {
    PlanForm.REPORT: (
        "Bổ sung số liệu",
        "Nêu rõ nguồn số liệu",
        "Nêu rõ nguyên nhân của tồn tại, hạn chế",
        "Bổ sung kiến nghị, đề xuất",
        _IN_FORM,
    ),
    PlanForm.LETTER: (
        "Xem lại nơi gửi, nơi nhận",
        "Xem lại thời hạn yêu cầu",
        "Nêu rõ việc cần thực hiện",
        "Sửa câu chữ",
        _IN_FORM,
    ),
}


NO_REASON = "Chọn hoặc nhập lý do trả lại để người soạn thảo biết cần sửa gì."


class ReturnForm(PortalForm):
    """A reason is chosen or typed, or both; without any the paper is not given back. `of` is its form, a `PlanForm`."""

    chosen = forms.MultipleChoiceField(
        label="Lý do thường gặp",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=5000,
        help_text="Chọn ở trên, hoặc ghi tại đây. Người soạn thảo thấy đúng nội dung này.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    anchor = forms.CharField(
        label="Chỗ cần sửa",
        required=False,
        max_length=60,
        help_text="Lý do cũng hiện thành nhận xét cạnh chỗ được chọn.",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, of: str, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = COMMON_REASONS[PlanForm(of)]
        self.fields["chosen"].choices = [(reason, reason) for reason in reasons]  # type: ignore[attr-defined]
        self.fields["anchor"].widget.choices = places
        self.fields["reason"].error_messages["required"] = NO_REASON

    def clean(self) -> dict[str, Any]:
        """A chosen reason is enough: then nothing need be typed."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("chosen") and not str(self.data.get("reason", "")).strip():
            self.errors.pop("reason", None)
            data["reason"] = ""
        return data

    def words(self) -> str:
        """What was chosen, a sentence each, then what was typed."""
        chosen = [f"{reason}." for reason in self.cleaned_data["chosen"]]
        return " ".join([*chosen, self.cleaned_data["reason"]]).strip()


class IssueForm(PortalForm):
    issued_on = DayField(label="Ngày ban hành", initial=timezone.localdate)
    number = forms.CharField(
        label="Số lấy từ sổ riêng của cơ quan",
        required=False,
        max_length=11,
        help_text="Để trống thì số tiếp theo trong sổ của cổng được cấp. Chỉ ghi số, ví dụ: 06",
        widget=forms.TextInput(attrs={"class": "field-day"}),
    )


class MoveForm(PortalForm):
    place = forms.IntegerField(
        label="Chuyển đến vị trí",
        min_value=1,
        localize=False,
        widget=forms.TextInput(attrs={"class": "field-day", "inputmode": "numeric"}),
        error_messages={"invalid": "Nhập vị trí bằng số, ví dụ: 3.", "min_value": "Vị trí nhỏ nhất là 1."},
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = f"Từ 1 đến {count}."


class MarkForm(PortalForm):
    label = forms.CharField(
        label="Tên mốc",
        required=False,
        max_length=200,
        help_text="Ví dụ: Bản gửi các phòng góp ý. Có thể để trống.",
    )


class PlanFilterForm(PortalForm):
    q = forms.CharField(label="Tìm theo trích yếu, số, ký hiệu", required=False, max_length=200)
    year = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label="Trạng thái", required=False, choices=(("", "Mọi trạng thái"), *PlanState.choices)
    )

    form = forms.ChoiceField(
        label="Loại văn bản",
        required=False,
        choices=(("", "Kế hoạch"), *((form.value, form.label) for form in PlanForm if form not in PLANS)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        years = [(year, str(year)) for year in range(this_year + 2, 2010, -1)]
        self.fields["year"].choices = [("", "Mọi năm"), *years]  # type: ignore[attr-defined]
