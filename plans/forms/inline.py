"""A form's fields as they stand directly in the editor: label, one line of help, the string that is saved."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms

from . import wire
from .base import DraftForm


@dataclass
class InlineField:
    """One field of one row; `at` and `name` are what a save names it by."""

    at: str
    name: str
    label: str
    hint: str
    text: str
    rows: int = 1
    choices: list[tuple[str, str]] = field(default_factory=list)
    ticked: bool = False
    is_tick: bool = False
    one_line: bool = False

    @property
    def id(self) -> str:
        return f"o-{self.at}-{self.name}"


def inline(form: DraftForm, at: str, names: Iterable[str] | None = None) -> dict[str, InlineField]:
    """Fields by name, all of the form's unless some are named."""
    strings = wire.strings(form)
    wanted = list(strings) if names is None else names
    return {name: _inline(form.fields[name], at, name, strings[name]) for name in wanted}


def _inline(each: forms.Field, at: str, name: str, text: str) -> InlineField:
    shown = InlineField(at, name, str(each.label or ""), str(each.help_text or ""), text)
    if isinstance(each, forms.ChoiceField):
        choices: Iterable[tuple[object, object]] = each.choices  # type: ignore[assignment]
        shown.choices = [(str(value), str(label)) for value, label in choices]
    elif isinstance(each, forms.BooleanField):
        shown.is_tick, shown.ticked = True, bool(text)
    else:
        shown.one_line = not isinstance(each.widget, forms.Textarea)
        shown.rows = int(str(each.widget.attrs.get("rows") or 1))
    return shown
