"""Reading what is asked and decided about one obligation: a later day, an exemption, another agency."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency


def _reason(label: str = "Lý do", *, most: int = 300, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtensionForm(PortalForm):
    """The day that the agency asks for, and why."""

    to = DayField(label="Xin gia hạn đến ngày")
    reason = _reason(most=500)


class DecisionForm(PortalForm):
    """Sở Nội vụ's answer; a refusal says why."""

    granted = forms.ChoiceField(
        label="Trả lời",
        choices=[("yes", "Đồng ý gia hạn"), ("no", "Không đồng ý")],
        widget=forms.RadioSelect(),
    )
    answer = _reason("Ý kiến", most=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("granted") == "no" and not cleaned.get("answer"):
            self.add_error("answer", "Nêu lý do không đồng ý.")
        return cleaned


class ExemptionForm(PortalForm):
    """Why nothing is expected."""

    reason = _reason("Lý do miễn")


class TransferForm(PortalForm):
    """Which agency answers for it from now on."""

    to = forms.ModelChoiceField(label="Cơ quan nhận", queryset=None, empty_label="Chọn cơ quan")  # type: ignore[var-annotated]
    reason = _reason("Lý do chuyển")

    def __init__(self, *args: Any, holder: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alive = Q(closed_on__isnull=True) | Q(closed_on__gt=timezone.localdate())
        field: Any = self.fields["to"]
        field.queryset = Agency.objects.filter(alive).exclude(pk=holder.pk).in_order()
