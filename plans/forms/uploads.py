"""The field that takes one file from a person's computer: its size is looked at before a byte of it is read."""

from typing import Any

from django import forms

from cchc_portal.agencies.formbase import PortalForm

LARGEST = 50 * 1024 * 1024
TOO_LARGE = "Tệp nặng quá 50 MB nên cổng không nhận."
LOST = "Trình duyệt không giữ lại tệp đã chọn. Chọn lại tệp."
EMPTY = "Tệp này không có nội dung."


class UploadForm(PortalForm):
    """A browser gives a chosen file once: where anything of the form is refused, the file's field says that it is to be chosen again."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        for name, each in self.fields.items():
            sent = isinstance(each, forms.FileField) and self.files.get(name)
            if sent and name != field and name not in self.errors:
                super().add_error(name, LOST)


class UploadField(forms.FileField):
    """`accept` is what the browser offers to choose; what the file really is, its reader finds out."""

    def __init__(self, *, accept: str = ".pdf", **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(error_messages={"empty": EMPTY}, widget=widget, **kwargs)

    def to_python(self, data: Any) -> Any:
        sent = super().to_python(data)
        if sent is not None and sent.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE, code="too-large")
        return sent
