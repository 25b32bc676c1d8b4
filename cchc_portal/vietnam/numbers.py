"""Numbers and amounts of money: decimal comma, dot between thousands, amounts in words."""

import re
from decimal import Decimal

from .text import clean

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_CURRENCY = re.compile(r"(?:đồng|vnđ|vnd|đ)$")
_SCALED = re.compile(r"((?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,9})?)(tỷ|tỉ|triệu|tr|nghìn|ngàn)")
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_MOST_MONEY = 10**15
_TYPED = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def format_number(number: float | Decimal, places: int | None = None) -> str:
    """A number in Vietnamese figures: ``1.234,5``; ``places`` fixes the decimals."""
    value = Decimal(str(number))
    shown = f"{value:,.{places}f}" if places is not None else f"{value:,f}"
    if places is None and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return shown.translate({ord(","): ".", ord("."): ","})


def format_amount(amount: int) -> str:
    """An amount of money in figures: ``12.500.000 đồng``."""
    return f"{format_number(amount)} đồng"


def counted(text: str, quantity: float | Decimal | None, unit: str) -> str:
    """What a plan produces, said once: the words as typed where they name the number already, "1 cuộc họp" where they begin with the unit, else words and number."""
    if quantity is None:
        return text or unit
    amount = f"{format_number(quantity)} {unit}".strip()
    if text.casefold() in ("", unit.casefold()):
        return amount
    if unit and text.casefold().startswith(f"{unit.casefold()} "):
        return f"{amount}{text[len(unit) :]}"
    return text if _opening_number(text) == Decimal(str(quantity)) else f"{text}: {amount}"


def _opening_number(text: str) -> Decimal | None:
    """The number that the words begin with: "02 phóng sự" is 2."""
    try:
        return parse_number(text.split(maxsplit=1)[0])
    except (ValueError, IndexError):
        return None


def parse_number(text: str) -> Decimal:
    """Read a typed number, dot for thousands, comma for decimals; ValueError says in Vietnamese what is wrong."""
    typed = "".join(text.split())
    if not _TYPED.fullmatch(typed):
        raise ValueError("Nhập số với dấu chấm ngăn hàng nghìn và dấu phẩy trước phần lẻ, ví dụ: 1.234,5.")
    return Decimal(typed.replace(".", "").replace(",", "."))


def parse_amount(text: str) -> int:
    """Whole đồng as people type them: ``12.500.000``, ``15 triệu``, ``1,5 tỷ``; ValueError says in Vietnamese what is wrong."""
    typed = _CURRENCY.sub("", "".join(clean(text).casefold().split()))
    found = _SCALED.fullmatch(typed)
    whole = typed.replace(".", "")
    amount = Decimal(-1)
    if found:
        amount = parse_number(found[1]) * _SCALES[found[2]]
    elif whole.isascii() and whole.isdecimal():
        amount = Decimal(whole)
    if amount < 0 or amount != int(amount) or amount >= _MOST_MONEY:
        raise ValueError("Nhập số tiền bằng đồng, ví dụ: 12.500.000 hoặc 12,5 triệu.")
    return int(amount)


def amount_in_words(amount: int) -> str:
    """An amount of đồng in words: ``Mười hai triệu năm trăm nghìn đồng``."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int) -> str:
    """A whole number in words, lower case."""
    if number < 0:
        return "âm " + number_in_words(-number)
    if number == 0:
        return _DIGITS[0]
    return " ".join(_billions(number, leading=True))


def _billions(number: int, *, leading: bool) -> list[str]:
    """Words of a number; every nine digits the words start again with ``tỷ``."""
    higher, lower = divmod(number, 10**9)
    words = [*_billions(higher, leading=leading), "tỷ"] if higher else []
    return words + _below_billion(lower, leading=leading and not higher)


def _below_billion(number: int, *, leading: bool) -> list[str]:
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _group(group, leading=leading and not words)
            words += [_GROUPS[power]] if power else []
    return words


def _group(group: int, *, leading: bool) -> list[str]:
    """Words of three digits; a group inside a number says its hundreds even when they are nought."""
    hundreds, rest = divmod(group, 100)
    if leading and not hundreds:
        return _tens(rest)
    words = [_DIGITS[hundreds], "trăm"]
    if rest and rest < 10:
        words.append("linh")
    return words + (_tens(rest) if rest else [])


def _tens(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return [_DIGITS[unit]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words + ([_unit(tens, unit)] if unit else [])


def _unit(tens: int, unit: int) -> str:
    """After a ten some digits change their name: hai mươi mốt, hai mươi tư, mười lăm."""
    if unit == 5:
        return "lăm"
    if tens > 1 and unit == 1:
        return "mốt"
    if tens > 1 and unit == 4:
        return "tư"
    return _DIGITS[unit]
