"""The form that takes many scans at once."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm
from cchc_portal.documents.scans.states import KEPT_FOR_INSPECTION, MOST_AT_ONCE


class ManyFiles(forms.FileInput):
    """Files are chosen, or dropped onto it, all at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Each file as it came: one without content is refused by itself, not with all the others."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not sent:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(sent) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"Mỗi lần tải lên nhiều nhất {MOST_AT_ONCE} bản quét; đang chọn {len(sent)}."
            )
        for one in sent:
            if one.size > KEPT_FOR_INSPECTION:
                raise forms.ValidationError(
                    f"Tệp “{one.name}” nặng {one.size // (1024 * 1024)} MB nên cổng không nhận."
                )
        return sent


class ScansForm(PortalForm):
    ban_quet = ManyFilesField(
        label="Các bản quét",
        help_text="Chọn nhiều tệp cùng lúc hoặc kéo các tệp thả vào khung này. Tệp PDF, JPEG hoặc PNG; mỗi văn bản một tệp, nặng nhất 50 MB.",
        widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "multiple": True}),
    )
