"""Whatever Django or allauth may say to a person is Vietnamese, and in the portal's tone."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.contrib.auth.validators import ASCIIUsernameValidator, UnicodeUsernameValidator
from django.contrib.humanize.templatetags.humanize import NaturalTimeFormatter
from django.core import paginator, validators
from django.db import models
from django.forms import formsets
from django.forms import models as model_forms
from django.template import Context, Template
from django.utils import timesince, translation

WRONG = re.compile(
    r"\b(bạn|vui lòng|kí tự|hợp lệ|hãy|đảm bảo|this|the|is|are|of|must|valid|invalid|password|email|username|file)\b",
    re.IGNORECASE,
)
MADE_OF_VALUES = re.compile(r"%\([a-z_0-9]+\)[sdr]|%d|\{[a-z_]+\}")


def _classes(base: type) -> Iterator[type]:
    yield base
    for child in base.__subclasses__():
        if child.__module__.startswith("django."):
            yield from _classes(child)


def _of_mappings(classes: Iterator[type], attribute: str) -> Iterator[Any]:
    for each in classes:
        yield from vars(each).get(attribute, {}).values()


def _of_validators() -> Iterator[Any]:
    for each in vars(validators).values():
        if isinstance(each, type) and hasattr(each, "message"):
            yield each.message
    for each in (validators.DecimalValidator, validators.ProhibitNullCharactersValidator):
        yield from getattr(each, "messages", {}).values()
    for example in (
        validators.validate_slug,
        validators.validate_unicode_slug,
        validators.validate_ipv4_address,
    ):
        if hasattr(example, "message"):
            yield example.message
    yield validators.int_list_validator().message
    yield from (ASCIIUsernameValidator.message, UnicodeUsernameValidator.message)


def _of_allauth() -> Iterator[Any]:
    from allauth.account import forms as account_forms

    yield from DefaultAccountAdapter.error_messages.values()
    for name in (
        "LoginForm",
        "ChangePasswordForm",
        "ResetPasswordForm",
        "ResetPasswordKeyForm",
        "ReauthenticateForm",
    ):
        for field in getattr(account_forms, name).base_fields.values():
            yield field.label


def everything_said() -> list[Any]:
    said: list[Any] = [
        *_of_mappings(_classes(forms.Field), "default_error_messages"),
        *_of_mappings(_classes(models.Field), "default_error_messages"),
        *_of_mappings(_classes(forms.BaseForm), "error_messages"),
        *_of_mappings(iter([formsets.BaseFormSet]), "default_error_messages"),
        *_of_mappings(iter([model_forms.ModelMultipleChoiceField]), "default_error_messages"),
        *_of_mappings(iter([auth_forms.AuthenticationForm, auth_forms.PasswordChangeForm]), "error_messages"),
        auth_forms.SetPasswordMixin.error_messages["password_mismatch"],
        *_of_mappings(iter([paginator.Paginator]), "default_error_messages"),
        *_of_validators(),
        *_of_allauth(),
        *timesince.TIME_STRINGS.values(),
        *NaturalTimeFormatter.time_strings.values(),
    ]
    return [message for message in said if message]


def _text(message: Any) -> str:
    """The words themselves: a message that counts is asked for the number 3."""
    values = dict.fromkeys(("num", "limit_value", "show_value", "max", "length", "min", "count"), 3)
    for attempt in (lambda: str(message), lambda: message % values, lambda: message % 3):
        try:
            return str(attempt())
        except (KeyError, TypeError, ValueError):
            continue
    raise AssertionError(repr(message))


@pytest.mark.parametrize("message", everything_said(), ids=repr)
def test_everything_said_is_vietnamese(message: Any) -> None:
    with translation.override(None):
        source = _text(message)
    words = MADE_OF_VALUES.sub("", _text(message))
    if not re.search("[a-z]", MADE_OF_VALUES.sub("", source)):
        return
    assert (words != MADE_OF_VALUES.sub("", source), WRONG.findall(words)) == (True, [])


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ then|timesince:now }}", "4\u00a0ngày, 3\u00a0giờ"),
        ("{{ yes|yesno }}", "có"),
        ("{{ words|truncatewords:2 }}", "một hai …"),
    ],
)
def test_filters_speak_vietnamese(template: str, written: str) -> None:
    import datetime

    now = datetime.datetime(2027, 1, 5, 16, 30, tzinfo=datetime.UTC)
    context = {
        "now": now,
        "then": now - datetime.timedelta(days=4, hours=3),
        "yes": True,
        "words": "một hai ba",
    }
    assert Template(template).render(Context(context)) == written


def test_validators_of_passwords_speak_vietnamese() -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        password_validation.validate_password("password")
    assert refusal.value.messages == [
        "Mật khẩu quá ngắn. Nhập ít nhất 12 ký tự.",
        "Mật khẩu này quá phổ biến. Chọn mật khẩu khác.",
    ]


def _compiler() -> ModuleType:
    path = Path(settings.BASE_DIR) / "locale" / "compile_messages.py"
    spec = importlib.util.spec_from_file_location("compile_messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    compiler = _compiler()
    source = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    entries = compiler.read_catalogue(source.read_text(encoding="utf-8"))
    assert compiler.compile_catalogue(entries) == source.with_suffix(".mo").read_bytes()


def test_every_entry_of_the_catalogue_keeps_its_values() -> None:
    compiler = _compiler()
    source = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    entries = compiler.read_catalogue(source.read_text(encoding="utf-8"))
    changed = {
        key: value
        for key, value in entries.items()
        if key and set(MADE_OF_VALUES.findall(value)) - set(MADE_OF_VALUES.findall(key))
    }
    assert changed == {}
