"""Fields for lists as people type them: one thing a line, cells apart by | or Tab, amounts with dots.

A line break inside one thing shows as ⏎, so that nothing typed or imported is lost on the way through a box.
"""

import csv
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cchc_portal.vietnam.numbers import parse_amount
from cchc_portal.vietnam.text import clean, clean_line

BREAK = "⏎"
_DASH = re.compile(r"^[-–—•]\s*")
_PLUS = re.compile(r"^\+\s*")
_NUMBER = re.compile(r"^\d{1,4}[.)]\s+")
_QUANTITY = re.compile(r"^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\s+(\D.*)$", re.DOTALL)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _typed_lines(value: Any) -> list[str]:
    """Lines that hold something, cleaned, in order."""
    lines = [clean_line(line) for line in clean(value or "").split("\n")]
    return [line for line in lines if line]


def _shown(text: str) -> str:
    return text.replace("\n", f" {BREAK} ")


def _meant(text: str) -> str:
    return "\n".join(part.strip() for part in text.split(BREAK)).strip()


class TypedList(forms.Field, ABC):
    """Turns a box of lines into a list; `initial` may be the list itself."""

    empty: Any = []

    def __init__(self, *, rows: int = 4, longest: int = 500, most: int = 200, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _area(rows))
        super().__init__(**kwargs)
        self.longest, self.most = longest, most

    def to_python(self, value: Any) -> Any:
        return self.parse(value) if isinstance(value, str) else value or []

    @abstractmethod
    def parse(self, typed: str) -> Any:
        """The list that was typed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))

    def _limit(self, texts: list[str], what: str = "Dòng") -> None:
        if len(texts) > self.most:
            raise ValidationError(f"Có {len(texts)} dòng; nhiều nhất là {self.most} dòng.")
        for number, text in enumerate(texts, 1):
            if len(text) > self.longest:
                raise ValidationError(
                    f"{what} {number} dài {len(text)} ký tự; nhiều nhất là {self.longest} ký tự."
                )


class LinesField(TypedList):
    """One thing a line; a dash in front is a habit, not text."""

    def parse(self, typed: str) -> list[str]:
        lines = [_meant(_DASH.sub("", line)) for line in _typed_lines(typed)]
        self._limit(lines)
        return [line for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_shown(text) for text in value) if isinstance(value, list) else value


class EntriesField(TypedList):
    """Points of up to three levels: plain or 1. lines, then "-", then "+"."""

    def __init__(self, *, numbered: bool, **kwargs: Any) -> None:
        kwargs.setdefault("rows", 10)
        super().__init__(longest=50_000, most=1000, **kwargs)
        self.numbered = numbered

    def parse(self, typed: str) -> list[dict[str, Any]]:
        top: list[dict[str, Any]] = []
        open_points: list[tuple[int, list[dict[str, Any]]]] = [(-1, top)]
        for line in _typed_lines(typed):
            level, text = self._level(line)
            while open_points[-1][0] >= level:
                open_points.pop()
            entry: dict[str, Any] = {"text": _meant(text), "bullets": []}
            if entry["text"]:
                open_points[-1][1].append(entry)
                open_points.append((level, entry["bullets"]))
        self._limit([entry["text"] for entry in _flat(top)])
        return top

    def _level(self, line: str) -> tuple[int, str]:
        if _PLUS.match(line):
            return (2 if self.numbered else 1), _PLUS.sub("", line)
        if _DASH.match(line):
            return (1 if self.numbered else 0), _DASH.sub("", line)
        return 0, _NUMBER.sub("", line) if self.numbered else line

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self._lines(value, 0)) if isinstance(value, list) else value

    def _lines(self, entries: list[Any], level: int) -> list[str]:
        lines = []
        for number, entry in enumerate(entries, 1):
            mark = ("-", "+")[level - self.numbered] if level >= self.numbered else f"{number}."
            lines += [f"{mark} {_shown(entry['text'])}", *self._lines(entry["bullets"], level + 1)]
        return lines


def _flat(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for entry in entries for each in (entry, *_flat(entry["bullets"]))]


class ProductsField(TypedList):
    """One product a line: "24 tin, bài" is known as 24 of "tin, bài"; "Phóng sự | 2 phóng sự" names it apart."""

    def parse(self, typed: str) -> list[dict[str, Any]]:
        lines = [_DASH.sub("", line) for line in _typed_lines(typed)]
        self._limit(lines)
        return [read_product(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(show_product, value)) if isinstance(value, list) else value


def read_product(line: str) -> dict[str, Any]:
    text, bar, amount = (part.strip() for part in line.partition("|"))
    quantity, unit = read_quantity(amount if bar else text)
    return {"text": text or amount, "quantity": quantity, "unit": unit}


def read_quantity(text: str) -> tuple[Decimal | None, str]:
    found = _QUANTITY.match(text)
    if not found:
        return None, ""
    amount = Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")
    return (amount.quantize(Decimal("0.01")), found[3].strip()[:50]) if amount < 10**12 else (None, "")


def show_product(product: dict[str, Any]) -> str:
    text, quantity, unit = product["text"], product["quantity"], product["unit"]
    if quantity is None or read_quantity(text) == (quantity, unit):
        return str(text)
    amount = f"{quantity.normalize():f}".replace(".", ",") if isinstance(quantity, Decimal) else str(quantity)
    return f"{text} | {amount} {unit}".rstrip()


class CellsField(TypedList):
    """A table: one row a line, cells apart by | or by Tab as Excel and Word give them."""

    def parse(self, typed: str) -> list[list[str]]:
        rows = (
            _pasted(typed)
            if "\t" in typed
            else [line.split("|") for line in typed.splitlines() if line.strip()]
        )
        cells = [[_meant(clean(cell)) for cell in row] for row in rows]
        self._limit([cell for row in cells for cell in row], "Ô")
        width = max(map(len, cells), default=0)
        return [[*row, *[""] * (width - len(row))] for row in cells]

    def _limit(self, texts: list[str], what: str = "Ô") -> None:
        for text in texts:
            if len(text) > self.longest:
                raise ValidationError(f"Có ô dài {len(text)} ký tự; nhiều nhất là {self.longest} ký tự.")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        if any("|" in cell or cell.startswith('"') for row in value for cell in row):
            written = io.StringIO()
            csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(value)
            return written.getvalue().rstrip("\n")
        return "\n".join(" | ".join(_shown(cell) for cell in row) for row in value)


def _pasted(typed: str) -> list[list[str]]:
    """Rows as a spreadsheet puts them on the clipboard: Tab between cells, quotes around cells with line ends."""
    rows = csv.reader(io.StringIO(typed.replace("\r\n", "\n"), newline=""), dialect="excel-tab")
    return [row for row in rows if any(cell.strip() for cell in row)]


class ChoicesLineField(TypedList):
    """A short row of values apart by |, such as widths or alignments of columns."""

    def __init__(self, *, read: Callable[[str], Any], show: Callable[[Any], str], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(**kwargs)
        self.read, self.show = read, show

    def parse(self, typed: str) -> list[Any]:
        return [self.read(clean_line(part)) for part in typed.split("|")] if typed.strip() else []

    def prepare_value(self, value: Any) -> Any:
        return " | ".join(map(self.show, value)) if isinstance(value, list) else value


class MoneyField(forms.Field):
    """Whole đồng, typed with or without dots, or as “15 triệu”."""

    widget = forms.TextInput(attrs={"class": "field-short", "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return Decimal(parse_amount(str(value)))
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None

    def prepare_value(self, value: Any) -> Any:
        return show_money(value) if isinstance(value, Decimal | int) else value


def show_money(amount: Decimal | float) -> str:
    return f"{int(amount):,}".replace(",", ".")
