"""Text as people type and paste it: one Unicode form, no invisible characters, two inline marks."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_INVISIBLE = {"Cc", "Cf", "Cs"}
_STARS = re.compile(r"\*+|\n")
_DEEPEST = 8
"""A mark looks no further back than so many open ones."""
_LOOK_ALIKES = dict(
    zip(
        "АВЕКМНОРСТХаеорсухіјѕÐðƉΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABEKMHOPCTXaeopcyxijsĐđĐABEZHIKMNOPTYXo",
        strict=True,
    )
)


def lower_first(words: str) -> str:
    """Put a label or a subject inside a sentence: "Trích yếu" gives "trích yếu", "CCHC" stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


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
    if _is_clean(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    kept = "".join(c for c in text if c == "\n" or not _is_invisible(c))
    kept = unicodedata.normalize("NFC", kept)
    return _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", kept)).strip()


def _is_clean(text: str) -> bool:
    """One line with nothing to put right, as most are; told without looking at each character."""
    return (
        text.isprintable()
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and unicodedata.is_normalized("NFC", text)
    )


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


@dataclass(frozen=True)
class _Mark:
    """Stars that open or close a style."""

    start: int
    size: int
    step: int


def runs(text: str) -> list[Run]:
    """Split inline text at ``**bold**`` and ``*italic*``; every other character is literal.

    Marks stand at the edges of words and in pairs on one line, so 2*3*4 and a lone star are literal.
    """
    found: list[Run] = []
    position = bold = italic = 0
    for mark in [*_marks(text), _Mark(len(text), 0, 0)]:
        if mark.start > position:
            found.append(Run(text[position : mark.start], bold > 0, italic > 0))
        bold += mark.step * (mark.size >= 2)
        italic += mark.step * (mark.size % 2)
        position = mark.start + mark.size
    return found


def _marks(text: str) -> list[_Mark]:
    """The paired marks in order, found in one pass with a stack: time grows with the text alone."""
    paired: list[_Mark] = []
    still_open: list[_Mark] = []
    for stars in _STARS.finditer(text):
        before, after = text[stars.start() - 1 : stars.start()], text[stars.end() : stars.end() + 1]
        if stars[0] == "\n":
            still_open.clear()
        elif len(stars[0]) <= 3 and before.strip() and not _is_word(after):
            if not _close(stars.start(), len(stars[0]), still_open, paired) and after.strip():
                _open(stars, before, still_open)
        elif len(stars[0]) <= 3 and after.strip():
            _open(stars, before, still_open)
    return sorted(paired, key=lambda mark: mark.start)


def _open(stars: re.Match[str], before: str, still_open: list[_Mark]) -> None:
    if not _is_word(before):
        still_open.append(_Mark(stars.start(), len(stars[0]), 1))


def _close(start: int, size: int, still_open: list[_Mark], paired: list[_Mark]) -> bool:
    """Close the nearest mark of that size, leaving those between literal; three stars may close two marks."""
    if size == 3 and [mark.size for mark in still_open[-2:]] in ([1, 2], [2, 1]):
        first = still_open[-1].size
        return _close(start, first, still_open, paired) and _close(
            start + first, 3 - first, still_open, paired
        )
    nearest = next(
        (n for n in range(1, min(len(still_open), _DEEPEST) + 1) if still_open[-n].size == size), 0
    )
    if not nearest:
        return False
    paired += [still_open[-nearest], _Mark(start, size, -1)]
    del still_open[-nearest:]
    return True


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def plain(text: str) -> str:
    """Inline text without its marks."""
    return "".join(run.text for run in runs(text))
