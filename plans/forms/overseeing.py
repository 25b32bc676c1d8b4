"""Filters of Sở Nội vụ's desk."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.models import Agency
from plans.overseeing.marks import Duty, Place, Stage
from plans.overseeing.year import OF_PLAN

STANDINGS = (
    ("open", "Chưa gửi"),
    (Place.OVERDUE.value, Place.OVERDUE.label),
    (Place.RETURNED.value, Place.RETURNED.label),
    (Place.SENT.value, Place.SENT.label),
    (Place.ACCEPTED.value, Place.ACCEPTED.label),
    ("late", "Đã gửi sau hạn"),
    ("on_time", "Đã gửi đúng hạn"),
    (Place.EXEMPTED.value, Place.EXEMPTED.label),
)
FIGURES = {**dict(STANDINGS), "expected": "Phải gửi", "received": "Đã gửi"}


class DeskForm(PortalForm):
    """Which agencies the map of the year shows."""

    nam = forms.TypedChoiceField(label="Năm", coerce=int, required=False)
    loai = forms.ChoiceField(
        label="Loại cơ quan",
        choices=[("", "Mọi loại"), *((level.value, level.label) for level in Agency.Level)],
        required=False,
    )
    viec = forms.ChoiceField(label="Việc", required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    tu = forms.CharField(label="Tên cơ quan", max_length=100, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def offer(self, duties: list[Duty], *, of_plan: bool) -> None:
        """The year's own duties; how far plans have come is asked in other words than what was handed in."""
        named = [(duty.key, duty.name) for duty in duties]
        self.fields["viec"].choices = [("", "Mọi việc"), (OF_PLAN, "Lập kế hoạch"), *named]  # type: ignore[attr-defined]
        choices = Stage.choices if of_plan else [*STANDINGS, ("expected", "Phải gửi"), ("received", "Đã gửi")]
        self.fields["tinh_trang"].choices = [("", "Mọi tình trạng"), *choices]  # type: ignore[attr-defined]
