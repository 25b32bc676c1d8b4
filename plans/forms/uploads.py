"""The field that takes one file from a person's computer: its size is looked at before a byte of it is read."""

from typing import Any

from django import forms

LARGEST = 50 * 1024 * 1024
TOO_LARGE = "Tệp nặng quá 50 MB nên cổng không nhận."
EMPTY = "Tệp này không có nội dung."


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
