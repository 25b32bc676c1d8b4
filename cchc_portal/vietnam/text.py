"""Text as people type and paste it: one Unicode form, no invisible characters, two inline marks."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_INVISIBLE = {"Cc", "Cf", "Cs"}
_INLINE = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*]|\*[^\s*])(?P<bold>[^\n]+?)(?<=\S)\*\*(?![\w*])"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>(?:[^*\n]|\*\*[^*\n]+\*\*)+?)(?<=\S)\*(?![\w*])"
)
"""Marks stand at the edges of words, so that 2*3*4 and a lone star are literal."""
_LOOK_ALIKES = dict(
    zip(
        "АВЕКМНОРСТХаеорсухіјѕÐðƉΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABEKMHOPCTXaeopcyxijsĐđĐABEZHIKMNOPTYXo",
        strict=True,
    )
)


@dataclass(frozen=True)
class Run:
    """A stretch of inline text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class LookAlike:
    """A character that looks like a Vietnamese letter and is none."""

    position: int
    character: str
    instead: str


def clean(text: str) -> str:
    """The text in NFC, without control and invisible characters, its spaces single; line ends stay."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    kept = "".join(c for c in text if c == "\n" or not _is_invisible(c))
    kept = unicodedata.normalize("NFC", kept)
    return _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", kept)).strip()


def clean_line(text: str) -> str:
    """The same on one line, for names, numbers and headings."""
    return " ".join(clean(text).split())


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE or (ord(character) & 0xFFFE) == 0xFFFE


def look_alikes(text: str) -> list[LookAlike]:
    """Letters of other alphabets (Cyrillic, Greek, Icelandic, full width) that pass for Vietnamese ones."""
    found = []
    for position, character in enumerate(text):
        instead = _LOOK_ALIKES.get(character)
        if instead is None and "\uff01" <= character <= "\uff5e":
            instead = chr(ord(character) - 0xFEE0)
        if instead is not None:
            found.append(LookAlike(position, character, instead))
    return found


def runs(text: str) -> list[Run]:
    """Split inline text at ``**bold**`` and ``*italic*``; every other character is literal."""
    return _runs(text, bold=False, italic=False)


def _runs(text: str, *, bold: bool, italic: bool) -> list[Run]:
    found: list[Run] = []
    position = 0
    for mark in _INLINE.finditer(text):
        if mark.start() > position:
            found.append(Run(text[position : mark.start()], bold, italic))
        if mark["bold"] is not None:
            found += _runs(mark["bold"], bold=True, italic=italic)
        else:
            found += _runs(mark["italic"], bold=bold, italic=True)
        position = mark.end()
    if position < len(text):
        found.append(Run(text[position:], bold, italic))
    return found


def plain(text: str) -> str:
    """Inline text without its marks."""
    return "".join(run.text for run in runs(text))
