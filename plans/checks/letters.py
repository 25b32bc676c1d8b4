"""Checks of letters and words: misspellings, capitals, abbreviations, letters of other alphabets, dates without their zero."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from cchc_portal.vietnam import abbreviations, dates, spelling
from cchc_portal.vietnam.alphabet import RARE
from cchc_portal.vietnam.text import look_alikes
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, hint, mend_at, warning

DATES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4"
FONT = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3; TCVN 6909:2001"
_WRITTEN_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")

_APART = re.compile(r"([^\s,;]+)[ \u00a0]+([,;])(?=\s|[^\W\d]|$)[ \u00a0]?(\w*)")


def letters(draft: Draft) -> Iterator[Finding]:
    for text, place in draft.words:
        yield from _characters(text, place)
        yield from _slips(text, place)
        yield from _spaces(text, place)
        yield from _days(text, place)
    yield from _abbreviations(draft)


def _slips(text: str, place: Place) -> Iterator[Finding]:
    for slip in spelling.misspelt(text):
        yield hint(
            f"“{slip.found}” có thể viết sai chính tả. Đề nghị kiểm tra: {slip.right}.",
            *place,
            mend=mend_at(text, (slip.start, slip.end), slip.right, place),
        )
    for slip in spelling.capitals(text):
        yield hint(
            f"“{slip.found}” viết hoa chưa đúng. Viết là: {slip.right}.",
            *place,
            source=spelling.CAPITALS_SOURCE,
            mend=mend_at(text, (slip.start, slip.end), slip.right, place),
        )


def _spaces(text: str, place: Place) -> Iterator[Finding]:
    """“trực tuyến ,góp phần”: the mark belongs to the word before it."""
    for found in _APART.finditer(text):
        right = f"{found[1]}{found[2]}{' ' if found[3] else ''}{found[3]}"
        yield hint(
            f"Thừa khoảng trắng trước dấu câu ở “{found[0]}”. Viết là: “{right}”.",
            *place,
            mend=mend_at(text, found.span(), right, place),
        )


def _characters(text: str, place: Place) -> Iterator[Finding]:
    """Text in another Unicode form, and letters that only look Vietnamese: neither is found by a search."""
    if not RARE.search(text):
        return
    if not unicodedata.is_normalized("NFC", text):
        right = unicodedata.normalize("NFC", text)
        yield warning(
            "Chữ ở đây dùng bảng mã Unicode tổ hợp, tìm kiếm sẽ không thấy.",
            *place,
            source=FONT,
            mend=Mend(place, text, right, "Chuyển về Unicode dựng sẵn"),
        )
    found = look_alikes(text)
    if found:
        letters_now = list(text)
        for letter in found:
            letters_now[letter.position] = letter.instead
        shown = ", ".join(
            dict.fromkeys(f"“{letter.character}” ({_alphabet(letter.character)})" for letter in found)
        )
        yield warning(
            f"Có chữ cái của bảng chữ khác, trông giống chữ Việt: {shown}.",
            *place,
            source=FONT,
            mend=Mend(place, text, "".join(letters_now), "Thay bằng chữ cái tiếng Việt"),
        )


def _alphabet(character: str) -> str:
    name = unicodedata.name(character, "")
    known = {"CYRILLIC": "chữ Nga", "GREEK": "chữ Hy Lạp", "FULLWIDTH": "chữ toàn hình"}
    return known.get(name.split(" ")[0], "chữ nước ngoài")


def _days(text: str, place: Place) -> Iterator[Finding]:
    for found in _WRITTEN_DAY.finditer(text):
        try:
            right = dates.written_date(date(int(found[3]), int(found[2]), int(found[1])))
        except ValueError:  # told with the other days that no calendar has
            continue
        if right != " ".join(found[0].split()):
            yield hint(
                f"Viết “{right}”: ngày dưới 10 và tháng 1, 2 có số 0 phía trước, các tháng khác không có.",
                *place,
                source=DATES,
                mend=mend_at(text, found.span(), right, place),
            )


def _abbreviations(draft: Draft) -> Iterator[Finding]:
    """Once each: where an abbreviation stands first and nobody has said what it means."""
    own = set(re.findall(r"[A-ZĐ]{2,}", draft.snapshot["agency"]["symbol"].upper()))
    explained: set[str] = set(own)
    for text, place in draft.prose:
        if place[0] == "signatures":
            continue
        for found in abbreviations.abbreviations(text):
            if found.letters in explained or draft.is_symbol(place, found.start):
                continue
            explained.add(found.letters)
            if not found.explained:
                yield hint(
                    f"“{found.letters}” chưa được viết đầy đủ ở lần dùng đầu tiên.",
                    *place,
                    source=abbreviations.SOURCE,
                )
