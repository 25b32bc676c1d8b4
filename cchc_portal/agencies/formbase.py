"""The ground of every form: NFC text, Vietnamese messages, one way to list what has to be put right."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

from cchc_portal.vietnam import dates, text

DAY_HINT = "Ví dụ: 05/01/2027"
CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; `field_id` is where its link goes, empty for the form as a whole."""

    field_id: str
    message: str


def required_message(field: forms.Field, label: str) -> str:
    """Say what is missing in the words of the field's own label."""
    name = text.lower_first(label)
    if isinstance(field, forms.FileField):
        return f"Chọn tệp: {name}."
    if isinstance(field, DayField):
        return f"Nhập {name} theo dạng ngày/tháng/năm, ví dụ 05/01/2027."
    if isinstance(field, forms.BooleanField):
        return f"Đánh dấu vào ô “{label}”."
    return f"Chọn {name}." if isinstance(field, CHOOSERS) else f"Nhập {name}."


class DayField(forms.DateField):
    """A day typed into one box as ngày/tháng/năm; never month first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", DAY_HINT)
        kwargs.setdefault("widget", DayInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """Read the day first; the message says what is wrong with what was typed."""
        if not isinstance(value, str) or value.strip() in self.empty_values:
            return super().to_python(value.strip() if isinstance(value, str) else value)
        try:
            return dates.parse_day("".join(value.split()) if "/" in value else value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class DayInput(forms.DateInput):
    """One text box: a browser's own date picker would speak the browser's language and order."""

    def __init__(self) -> None:
        attrs = {"class": "field-day", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(attrs=attrs, format="%d/%m/%Y")


class PortalFormMixin:
    """Turn any form into one of the portal's: mix in before Django's class."""

    use_required_attribute = False
    verbatim: frozenset[str] = frozenset()
    """Fields whose spaces and line ends mean something, such as a pasted plan file."""
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.speak_vietnamese()
        for name, field in self.fields.items():
            self._prepare(name, field)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def speak_vietnamese(self) -> None:
        """Make each field's messages from its label; call it again after changing labels."""
        for name, field in self.fields.items():
            label = str(field.label or name)
            field.error_messages["required"] = required_message(field, label)
            if isinstance(field, CHOOSERS):
                field.error_messages["invalid_choice"] = f"Chọn {text.lower_first(label)} trong danh sách."

    def _prepare(self, name: str, field: forms.Field) -> None:
        # The browser would cut a syllable that is still being composed.
        field.widget.attrs.pop("maxlength", None)
        if type(field) is forms.CharField and name not in self.verbatim and not _is_password(field):
            one_line = not isinstance(field.widget, forms.Textarea)
            parse = _cleaning(field.to_python, text.clean_line if one_line else text.clean)
            setattr(field, "to_python", parse)  # noqa: B010  this form's copy of the field, not the class


def _is_password(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def _cleaning(to_python: Callable[[Any], Any], clean: Callable[[str], str]) -> Callable[[Any], Any]:
    """Clean text before the field counts its letters, so that 500 typed are 500 counted."""

    def parse(value: Any) -> Any:
        return to_python(clean(value) if isinstance(value, str) else value)

    return parse


class PortalForm(PortalFormMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A model form of the portal; it parses and explains, an action saves."""


def summarise(form: forms.BaseForm | BaseFormSet) -> Iterator[Problem]:
    """Walk through a form's or a formset's errors in the order of the page."""
    if isinstance(form, BaseFormSet):
        yield from (Problem("", str(message)) for message in form.non_form_errors())
        for member in form.forms:
            yield from summarise(member)
        return
    yield from (Problem("", str(message)) for message in form.non_field_errors())
    for bound in form:
        for message in bound.errors:
            yield Problem(first_control_id(bound), str(message))


def first_control_id(bound: forms.BoundField) -> str:
    """Return the id of the control that a link in the summary goes to; a group's is its first choice."""
    if isinstance(bound.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def as_problem(error: ValidationError) -> Problem:
    """Show a refusal that an action raised in the same summary as the form's own errors."""
    return Problem("", " ".join(error.messages))
