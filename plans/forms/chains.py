"""A step of an agency's approval chain: what is answered for, who holds it, how many working days it may take."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.models import Agency, ChainStep, Post, Role, StepKind

ROLE, POST = "vai-tro-", "vi-tri-"
_ROLES = (Role.UNIT_HEAD, Role.FORM_OFFICER, Role.AGENCY_HEAD, Role.CLERK)


class StepForm(PortalForm):
    """The holder is a role, which the agencies below take over too, or one named post of this agency."""

    kind = forms.ChoiceField(label="Việc của bước", choices=StepKind.choices)
    name = forms.CharField(
        label="Tên bước",
        required=False,
        max_length=100,
        help_text="Để trống thì bước mang tên việc. Ví dụ: Kiểm tra nội dung tại Phòng Tài chính",
    )
    holder = forms.ChoiceField(
        label="Người thực hiện",
        help_text="Chọn vai trò để cơ quan cấp dưới cũng dùng được bước này.",
    )
    working_days = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=1,
        max_value=30,
        initial=1,
        localize=False,
        widget=forms.TextInput(attrs={"class": "field-day", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Nhập số ngày làm việc bằng số, ví dụ: 2.",
            "min_value": "Mỗi bước cần ít nhất 1 ngày làm việc.",
            "max_value": "Mỗi bước nhiều nhất 30 ngày làm việc.",
        },
    )

    def __init__(self, *args: Any, agency: Agency, step: ChainStep | None = None, **kwargs: Any) -> None:
        if step is not None:
            kwargs["initial"] = {
                "kind": step.kind,
                "name": step.name,
                "holder": f"{POST}{step.post_id}" if step.post_id else f"{ROLE}{step.role}",
                "working_days": step.working_days,
            }
        super().__init__(*args, **kwargs)
        self.step = step
        self.posts = {f"{POST}{post.pk}": post for post in Post.objects.filter(agency=agency).order_by("id")}
        choices: Any = self.fields["holder"]
        choices.choices = [
            ("Vai trò", [(f"{ROLE}{role.value}", role.label) for role in _ROLES]),
            ("Vị trí của cơ quan", [(key, post.title) for key, post in self.posts.items()]),
        ]
        if step is not None:
            del self.fields["kind"]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        kind = StepKind(self.step.kind if self.step else typed["kind"])
        holder = typed["holder"]
        held = {"role": holder.removeprefix(ROLE), "post": None}
        if holder in self.posts:
            held = {"role": "", "post": self.posts[holder]}
        return {
            "kind": kind,
            "name": typed["name"] or kind.label,
            "working_days": typed["working_days"],
            **held,
        }
