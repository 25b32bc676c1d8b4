"""A remark as it is typed: where, on which words, what, and whom it names."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from plans.actions.remarks import LONGEST, LONGEST_QUOTE


class RemarkForm(PortalForm):
    anchor = forms.CharField(
        label="Chỗ được nhận xét",
        required=False,
        max_length=60,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    quote = forms.CharField(
        label="Đoạn được nhận xét", required=False, max_length=LONGEST_QUOTE * 4, widget=forms.HiddenInput()
    )
    text = forms.CharField(
        label="Nội dung nhận xét", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    mentions = forms.TypedMultipleChoiceField(
        label="Nhắc đồng nghiệp",
        required=False,
        coerce=int,
        help_text="Người được nhắc nhận thông báo.",
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], colleagues: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anchor"].widget.choices = places
        self.fields["mentions"].choices = colleagues  # type: ignore[attr-defined]
        if not colleagues:
            del self.fields["mentions"]


class AnswerForm(PortalForm):
    text = forms.CharField(label="Trả lời", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    mentions = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentions"].choices = colleagues  # type: ignore[attr-defined]
