"""What one cell says, as the database knows it; ValueError is the sentence about what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cchc_portal.vietnam import dates
from cchc_portal.vietnam.alphabet import fold

from .columns import LEVELS, ROLES

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SEPARATORS = re.compile(r"[;\n]")
_LONGEST_HEADER_LINE = 150
_FOLDED_LEVELS = {fold(label): value for label, value in LEVELS.items()}
_FOLDED_ROLES = {fold(label): value for label, value in ROLES.items()}


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("Mã gồm chữ thường không dấu, chữ số và dấu -, ví dụ: so-noi-vu.")
    return text


def _level(text: str) -> str:
    if fold(text) not in _FOLDED_LEVELS:
        raise ValueError(f"Không có loại “{text}”. Chọn một trong: {'; '.join(LEVELS)}.")
    return _FOLDED_LEVELS[fold(text)]


def _roles(text: str) -> list[str]:
    wanted = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    for part in wanted:
        if fold(part) not in _FOLDED_ROLES:
            raise ValueError(f"Không có vai trò “{part}”. Chọn trong: {'; '.join(ROLES)}.")
    chosen = {_FOLDED_ROLES[fold(part)] for part in wanted}
    return [role for role in ROLES.values() if role in chosen]


def _lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line]
    if any(len(line) > _LONGEST_HEADER_LINE for line in lines):
        raise ValueError(f"Một dòng in dài nhất {_LONGEST_HEADER_LINE} ký tự.")
    return lines


def _email(text: str) -> str:
    address = text.lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValueError(f"“{text}” không phải địa chỉ thư điện tử.") from error
    return address


def _day(text: str) -> date:
    return dates.parse_day(text)


PARSERS: dict[str, Callable[[str], Any]] = {
    "agency": _code,
    "superior": _code,
    "level": _level,
    "roles": _roles,
    "header": _lines,
    "superior_header": _lines,
    "email": _email,
    "valid_from": _day,
    "starts_on": _day,
    "ends_on": _day,
}
_LABELS_OF_LEVELS = {value: label for label, value in LEVELS.items()}
_LABELS_OF_ROLES = {value: label for label, value in ROLES.items()}


def shown(key: str, value: Any) -> str:
    """A value as its cell says it: `PARSERS` reads it back."""
    if not value:
        return ""
    if isinstance(value, date):
        return dates.short_date(value)
    if key == "level":
        return _LABELS_OF_LEVELS[value]
    if key == "roles":
        return "; ".join(_LABELS_OF_ROLES[role] for role in value)
    return "\n".join(value) if isinstance(value, list) else str(value)
