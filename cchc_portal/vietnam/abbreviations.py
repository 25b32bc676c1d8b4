"""Abbreviations in running text: those that everybody in an office knows, those that the text explains, those that it does not.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.c: an abbreviation that is not common is written in full the first time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6"

KNOWN = frozenset(
    [
        "CCHC",
        "TTHC",
        "UBND",
        "HĐND",
        "UBMTTQ",
        "MTTQ",
        "TW",
        "TƯ",
        "VT",
        "QĐ",
        "NĐ",
        "NQ",
        "CP",
        "TTg",
        "TT",
        "KH",
        "CT",
        "BC",
        "CV",
        "TB",
        "HD",
        "ĐA",
        "CTr",
        "STT",
        "ATM",
        "QR",
        "SMS",
        "LED",
        "USB",
        "PDF",
        "WiFi",
        "VNeID",
        "SIPAS",
        "PAPI",
        "PCI",
        "DDCI",
        "PAR",
        "INDEX",
        "PARINDEX",
        "TP",
        "HCM",
        "BHXH",
        "BHYT",
        "KT",
        "TM",
        "TL",
        "TUQ",
        "Q",
        "VN",
        "ASEAN",
        "COVID",
        "OCOP",
        "ISO",
        "TCVN",
        "IT",
        "AI",
        "FAQ",
        "FM",
        "TV",
        "VTV",
        "VOV",
        "VNPT",
        "EVN",
        "PT",
        "TH",
        "PTTH",
        "HTX",
        "KCN",
        "KKT",
        "KBNN",
        "NSNN",
        "DVC",
        "TTĐT",
    ]
)
_TOKEN = re.compile(r"(?<![\w/.&-])[A-ZĐ][A-ZĐ&]+[A-ZĐ](?![\w/&])|(?<![\w/.&-])[A-ZĐ]{2}(?![\w/&-])")
_ROMAN = re.compile(r"^[IVXLCDM]+$")
_EXPLAINED = re.compile(
    r"\((?:(?:sau đây |dưới đây )?(?:gọi tắt|viết tắt|gọi|tắt)(?: là)?:?\s*)?[“\"]?([A-ZĐ][A-ZĐ&]+)[”\"]?\)"
)


@dataclass(frozen=True)
class Abbreviation:
    """One abbreviation in a text, and whether the text has its full words just before, or after it in brackets."""

    letters: str
    start: int
    explained: bool


def abbreviations(text: str) -> Iterator[Abbreviation]:
    """Those not known to everybody, in order; a line all in capitals has none."""
    if text.isupper():
        return
    explained = {found[1]: found.start(1) for found in _EXPLAINED.finditer(text)}
    for found in _TOKEN.finditer(text):
        letters = found[0]
        if letters in KNOWN or _ROMAN.match(letters) or (not letters.isalpha() and "&" not in letters):
            continue
        here = explained.get(letters) == found.start() or bool(
            re.match(r"\s*\([^()]*[a-zà-ỹ]", text[found.end() :])
        )
        yield Abbreviation(letters, found.start(), here)
