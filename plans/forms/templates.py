"""Forms of templates: saving a plan as one, and changing its name, its readers and its guides."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.agencies.models import Agency

LEVELS = (("", "Mọi cơ quan"), *Agency.Level.choices)
AGENCY, PROVINCE = "agency", "province"


class TemplateForm(PortalForm):
    """Name and use of a template, and one box of guidance for each section."""

    title = forms.CharField(
        label="Tên mẫu", max_length=200, help_text="Ví dụ: Kế hoạch tuyên truyền CCHC hằng năm"
    )
    summary = forms.CharField(
        label="Dùng khi nào",
        max_length=500,
        required=False,
        help_text="Một câu cho người chọn mẫu, ví dụ: Cho cơ quan có bộ phận tiếp nhận hồ sơ",
    )
    level = forms.ChoiceField(label="Dành cho", choices=LEVELS, required=False)

    def __init__(
        self, *args: Any, sections: list[tuple[str, str]], of_province: bool | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = [place for place, _ in sections]
        if of_province is False:
            del self.fields["level"]
        for number, (_, name) in enumerate(sections):
            self.fields[f"guide_{number}"] = forms.CharField(
                label=f"Hướng dẫn cho mục {name}",
                required=False,
                max_length=2000,
                help_text="Người soạn thảo thấy khi soạn mục này; không in." if number == 0 else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.speak_vietnamese()

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        guides = {place: data[f"guide_{number}"] for number, place in enumerate(self.places)}
        return {
            "title": data["title"],
            "summary": data["summary"],
            "level": data.get("level", ""),
            "guides": {place: text for place, text in guides.items() if text},
        }


class MakeTemplateForm(PortalForm):
    """A plan becomes a template: its name, its use, and whose it is where the person may keep both kinds."""

    title = forms.CharField(label="Tên mẫu", max_length=200)
    summary = forms.CharField(label="Dùng khi nào", max_length=500, required=False)
    whose = forms.ChoiceField(
        label="Mẫu dùng cho",
        choices=((AGENCY, "Cơ quan này"), (PROVINCE, "Các cơ quan trong tỉnh, thành phố")),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, may: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["whose"]
        field.choices = [choice for choice in field.choices if choice[0] in may]
        if len(may) == 1:
            field.initial = may[0]
            field.widget = forms.HiddenInput()
