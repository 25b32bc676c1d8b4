"""The words of one cell as lists, products, amounts: what a plan's row keeps of it."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.text import plain
from plans.importing import marks

_QUANTITY = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2}))?\s+(\D.{0,49})", re.DOTALL)
_AMOUNT = re.compile(r"(\d{1,3}(?:[.]\d{3})+|\d+)(?:,(\d+))?\s*(ty|trieu|tr|nghin|ngan)?\s*(?:dong|d|vnd)?")
_SCALES = {"ty": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3}
_SERIAL = re.compile(r"(?:[ivxlc]+|\d{1,4}(?:\.\d{1,3})*|[a-z]|[-+*•])?\s*[.)/]?")
_TICK = re.compile(r"[x×✓✔√☑*]|co")


def unmarked(line: str) -> str:
    """A line of a list without its dash or number, its end mark and its stars."""
    mark = marks.read(line)
    text = mark.rest if mark and mark.kind in (marks.DASH, marks.PLUS, marks.DECIMAL, marks.LETTER) else line
    return ended_off(plain(text))


def ended_off(text: str) -> str:
    """Without the mark that the portal sets at the end; an abbreviation's dots stay."""
    text = text.strip().removesuffix("./.").rstrip()
    while text.endswith((";", ",", ".")) and not text.endswith(("..", "v.v.")):
        text = text[:-1].rstrip()
    return text


def members(lines: tuple[str, ...]) -> list[str]:
    """One member for each line; a line that goes on from the one before, without a dash of its own, stays with it."""
    if not any(marks.read(line) for line in lines):
        return [text for line in lines if (text := unmarked(line))]
    found: list[str] = []
    for line in lines:
        text = unmarked(line)
        if found and not marks.read(line) and line[:1].islower():
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
    return found


def bodies(lines: tuple[str, ...]) -> list[str]:
    """Offices: one a line, or parted by semicolons."""
    return [text for line in members(lines) for part in line.split(";") if (text := ended_off(part))]


def channels(lines: tuple[str, ...]) -> list[str]:
    """One a line, or parted by semicolons before a capital: a channel put in words may have semicolons of its own."""
    found: list[str] = []
    for line in members(lines):
        for place, part in enumerate(line.split(";")):
            if place and not part.strip()[:1].isupper():
                found[-1] = f"{found[-1]};{part}"
            else:
                found.append(part)
    return [text for each in found if (text := ended_off(each))]


def product(line: str) -> dict[str, Any]:
    """ "24 tin, bài" is known as 24 of "tin, bài"."""
    found = _QUANTITY.fullmatch(line)
    if not found:
        return {"text": line, "quantity": None, "unit": ""}
    amount = Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")
    return {"text": line, "quantity": amount, "unit": found[3].strip()}


def scale(label: str) -> int:
    """What one unit of a column of money is worth, as its head says."""
    folded = fold(label)
    return next(
        (_SCALES[word] for word in ("ty", "trieu", "nghin", "ngan") if re.search(rf"\b{word}\b", folded)), 1
    )


def amount(text: str, unit: int) -> int | None:
    """Whole đồng, or None where the words are no amount."""
    found = _AMOUNT.fullmatch(fold(plain(text)).strip())
    if not found:
        return None
    try:
        value = Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}") * (
            _SCALES.get(found[3] or "") or unit
        )
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() and value < 10**15 else None


def is_serial(text: str) -> bool:
    return bool(_SERIAL.fullmatch(fold(plain(text))))


def is_tick(text: str) -> bool:
    return bool(_TICK.fullmatch(fold(plain(text))))
