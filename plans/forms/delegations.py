"""A delegation as it is asked for: whose signing, to whom, in which of the law's forms, on which days."""

from typing import Any

from django import forms
from django.utils import timezone

from cchc_portal.agencies import delegating
from cchc_portal.agencies.delegating import Draft
from cchc_portal.agencies.formbase import DayField, PortalForm
from cchc_portal.agencies.models import Agency, Membership, Post, Role
from cchc_portal.vietnam.signing import Stead

NEEDS = {
    Stead.KT: "cấp phó ký thay cấp trưởng",
    Stead.TL: "cấp dưới trực tiếp ký, được quy chế làm việc cho phép",
    Stead.TUQ: "người đứng đầu đơn vị thuộc cơ quan ký, có văn bản ủy quyền, không ủy quyền lại",
    Stead.Q: "người được giao quyền cấp trưởng",
}


class PostField(forms.ModelChoiceField):
    """Posts with who holds them."""

    names: dict[int, str]

    def label_from_instance(self, post: Any) -> str:
        held = self.names.get(post.pk)
        if held == post.title:  # a person who is called by the post is not called so twice
            return str(post)
        return f"{post} – {held or 'chưa có ai giữ'}"


class DelegationForm(PortalForm):
    """A head gives their own post's signing; the administrator chooses whose."""

    principal = PostField(label="Vị trí giao ký", queryset=None, empty_label="Chọn vị trí")
    delegate = PostField(
        label="Vị trí được giao",
        queryset=None,
        empty_label="Chọn vị trí",
        help_text="Cấp phó ký thay; người đứng đầu đơn vị ký thừa lệnh, thừa ủy quyền.",
    )
    stead = forms.ChoiceField(label="Hình thức", widget=forms.RadioSelect(), initial=Stead.KT.value)
    mandate = forms.CharField(
        label="Văn bản giao hoặc ủy quyền",
        required=False,
        max_length=300,
        help_text="Bắt buộc khi ký thừa ủy quyền. Ví dụ: Giấy ủy quyền số 05/GUQ-STC ngày 04/01/2027",
    )
    starts_on = DayField(label="Ngày bắt đầu", initial=timezone.localdate)
    ends_on = DayField(label="Ngày cuối", help_text="Hết ngày này, việc giao tự kết thúc. Ví dụ: 05/01/2027")

    def __init__(self, *args: Any, agency: Agency, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency, self.by = agency, by
        choices: Any = self.fields
        posts, names = delegating.delegates(agency), _holders(agency)
        for name, chosen in (("principal", delegating.principals(agency)), ("delegate", posts)):
            choices[name].names = names
            choices[name].queryset = chosen
        choices["stead"].choices = [(each.value, f"{each.label}: {NEEDS[each]}") for each in Stead]
        if not by.has_role(Role.AGENCY_ADMIN):
            del self.fields["principal"]
            choices["delegate"].queryset = posts.exclude(pk=by.post_id)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        draft = self._draft(data)
        for field, message in delegating.obstacles(draft, timezone.localdate()) if draft else ():
            self.add_error(field if field in self.fields else None, message)
        return data

    def draft(self) -> Draft:
        found = self._draft(self.cleaned_data)
        assert found is not None  # noqa: S101 – asked of a valid form only
        return found

    def _draft(self, data: dict[str, Any]) -> Draft | None:
        """Nothing while a field is missing: its own message says so."""
        principal: Post | None = data.get("principal") if "principal" in self.fields else self.by.post
        wanted = ("delegate", "stead", "starts_on", "ends_on")
        if principal is None or not all(data.get(name) for name in wanted):
            return None
        delegate, stead, starts_on, ends_on = (data[name] for name in wanted)
        return Draft(principal, delegate, Stead(stead), data.get("mandate", ""), starts_on, ends_on)


def _holders(agency: Agency) -> dict[int, str]:
    held = Membership.objects.filter(post__agency=agency).held_on(timezone.localdate()).with_post()
    names: dict[int, str] = {}
    for each in held.order_by("id"):
        names[each.post_id] = (
            f"{names[each.post_id]}, {each.user}" if each.post_id in names else str(each.user)
        )
    return names
