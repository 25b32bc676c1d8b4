"""A row's form as strings by field, the way a page and its saves exchange them; every field is saved by itself.

Lists are one thing a line, several choices "1,3", a ticked box "on". A draft may be incomplete: an empty required field is saved
empty, and the checks before submission say so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from plans.actions.sittings import Written
from plans.actions.values import Values

from .base import DraftForm
from .fields import TypedList

Strings = dict[str, str]
MakeForm = Callable[[Any], DraftForm]
"""Makes the row's form, unbound for None, else bound to the data."""


@dataclass(frozen=True)
class Change:
    """One field: what the page had loaded, and what stands in it now."""

    was: str
    now: str


@dataclass
class Merged:
    """What a save comes to: values to write (None where nothing changes), and what could not be taken."""

    values: Values | None = None
    conflicts: Strings = field(default_factory=dict)
    """Field → what somebody else has written meanwhile."""
    errors: Strings = field(default_factory=dict)
    stored: Strings = field(default_factory=dict)
    """Field → its canonical string, where that differs from what was sent."""
    says: Strings = field(default_factory=dict)
    """Field → what it says now, where that is what was sent."""


def strings(form: DraftForm) -> Strings:
    """What an unbound form shows."""
    return {
        name: _string(each, form.get_initial_for_field(each, name))
        for name, each in form.fields.items()
        if name != "loaded"
    }


def elsewhere(_name: str, _text: str) -> Written:
    return Written.ELSEWHERE


def merge(
    make_form: MakeForm, changes: dict[str, Change], written: Callable[[str, str], Written] = elsewhere
) -> Merged:
    """Lay each field's change over what the row says now; a field that somebody else has changed is left alone.

    `written` tells of a field and its text whether the sender wrote it: nobody meets their own words.
    """
    before = strings(make_form(None))
    merged, wanted = Merged(), {}
    for name, change in changes.items():
        if name not in before:
            merged.errors[name] = "Trường này không có trong biểu mẫu."
        elif _same(before[name], change.now):
            merged.says[name] = before[name]
        elif (whence := written(name, before[name])) is Written.AFTER:
            merged.stored[name] = before[name]
        elif whence is Written.BEFORE or _is(make_form, before, name, change.was):
            wanted[name] = change.now
        else:
            merged.conflicts[name] = before[name]
    if wanted:
        _read(make_form, before, wanted, merged)
    return merged


def _read(make_form: MakeForm, before: Strings, wanted: Strings, merged: Merged) -> None:
    """Fields that cannot be read are reported and keep what they had; the others are taken."""
    form = _bound(make_form, before | wanted)
    if not form.is_valid():
        for name in wanted.keys() & form.errors.keys():
            merged.errors[name] = _sentence(form, name)
        wanted = {name: text for name, text in wanted.items() if name not in merged.errors}
        form = _bound(make_form, before | wanted)
    if not wanted or not form.is_valid():
        merged.errors |= {name: _sentence(form, *form.errors) for name in wanted}
        return
    merged.values = form.values()
    for name in wanted:
        stored = _string(form.fields[name], form.shown(merged.values).get(name))
        merged.says[name] = stored
        if stored != wanted[name]:
            merged.stored[name] = stored


def read_new(make_form: MakeForm, typed: Strings) -> Merged:
    """Values of a new row from what was typed so far."""
    merged, before = Merged(), strings(make_form(None))
    known = {name: text for name, text in typed.items() if name in before and text}
    form = _bound(make_form, before | known)
    if not form.is_valid():
        merged.errors = {name: _sentence(form, name) for name in form.errors if name in known}
        form = _bound(make_form, before | {n: t for n, t in known.items() if n not in merged.errors})
    if form.is_valid():
        merged.values = form.values()
        shown = form.shown(merged.values)
        merged.says = {name: _string(form.fields[name], shown.get(name)) for name in known}
    else:
        merged.errors |= {name: _sentence(form, name) for name in form.errors}
    return merged


def _sentence(form: DraftForm, *names: str) -> str:
    return " ".join(str(message) for name in names for message in form.errors[name])


def _bound(make_form: MakeForm, typed: Strings) -> DraftForm:
    template, data = make_form(None), QueryDict(mutable=True)
    for name, text in typed.items():
        several = isinstance(template.fields[name], forms.MultipleChoiceField)
        data.setlist(name, [part for part in text.split(",") if part] if several else [text])
    form = make_form(data)
    for each in form.fields.values():
        each.required = each.required and not isinstance(each, forms.CharField | TypedList)
    return form


def _is(make_form: MakeForm, before: Strings, name: str, text: str) -> bool:
    return _same(before[name], text) or _means(make_form, before, name, text)


def _means(make_form: MakeForm, before: Strings, name: str, text: str) -> bool:
    """Whether another spelling of the field ("24  tin, bài") says what the row says."""
    form = _bound(make_form, {**before, name: text})
    form.is_valid()
    read = form.cleaned_data.get(name) if name not in form.errors else None
    return read is not None and _same(_string(form.fields[name], read), before[name])


def _string(each: forms.Field, value: Any) -> str:
    if isinstance(each, forms.BooleanField):
        return "on" if value else ""
    if isinstance(each, forms.MultipleChoiceField):
        return ",".join(str(choice) for choice in value or [])
    prepared = each.prepare_value(value)
    if isinstance(each, forms.ChoiceField):
        return "" if prepared is None else str(prepared)
    shown = each.widget.format_value(prepared)
    return _line_ends("" if shown is None else str(shown))


def _same(one: str, other: str) -> bool:
    return _line_ends(one).strip() == _line_ends(other).strip()


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
