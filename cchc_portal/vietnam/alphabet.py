"""The Vietnamese alphabet: search without marks, dictionary order, the letters that a font must have.

Order of letters and tones as in Vietnamese dictionaries (Từ điển tiếng Việt, Viện Ngôn ngữ học):
a ă â b c d đ e ê …; within one syllable ngang, huyền, hỏi, ngã, sắc, nặng.
"""

import re
import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}


def _toned_letters() -> str:
    lower = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + ["đ"]
    marked = [letter for letter in lower if not letter.isascii()]
    return "".join(marked) + "".join(letter.upper() for letter in marked)


VIETNAMESE_LETTERS = _toned_letters()
"""The 134 letters beyond ASCII."""

FONT_CHARACTERS = "".join(map(chr, range(0x21, 0x7F))) + VIETNAMESE_LETTERS + "\u00a0–—‘’“”…•°²³±×½"
"""Every character that an administrative document may ask of its typeface."""

RARE = re.compile(f"[^{re.escape(FONT_CHARACTERS)} \\n]")
"""A character beyond those; most texts have none."""

_TONE_PAIRS = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize("NFC", first + tone + second)
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES[1:]
}
_NEW_PLACEMENT = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE_PAIRS) + r")(?!\w)", re.IGNORECASE)
_QU = re.compile(r"q[ùúủũụ]y(?!\w)", re.IGNORECASE)


def fold(text: str) -> str:
    """Text as a search without marks sees it: ``Đồng Nai`` and ``dong nai`` are equal."""
    bare = unicodedata.normalize("NFD", text).casefold().replace("đ", "d")
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def place_tones(text: str) -> str:
    """One spelling for the two ways of placing a tone: ``hoà``, ``uỷ`` become ``hòa``, ``ủy``; ``quý`` stays."""
    text = unicodedata.normalize("NFC", text)
    text = _QU.sub(_tone_to_y, text)
    return _NEW_PLACEMENT.sub(_move_tone, text)


def _move_tone(found: re.Match[str]) -> str:
    old, new = found[0], _TONE_PAIRS[found[0].lower()]
    return "".join(n.upper() if o.isupper() else n for o, n in zip(old, new, strict=True))


def _tone_to_y(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", found[0])
    return letters[:2] + unicodedata.normalize("NFC", letters[3] + letters[2])


_Word = tuple[int, int, tuple[int, ...], tuple[int, ...]]
SortKey = tuple[tuple[_Word, ...], str]


def sort_key(text: str) -> SortKey:
    """Key of dictionary order, syllable by syllable; numbers count by value and stand before letters."""
    words = re.findall(r"\d+|[^\W\d_]+", place_tones(text).lower())
    return tuple(_word_key(word) for word in words), text


def sort_text(text: str, length: int) -> str:
    """The same order as digits alone, for a database column under any collation; cut at `length`."""
    written = []
    for kind, number, letters, tones in sort_key(text)[0]:
        spelled = "".join(f"{min(letter, 99):02d}" for letter in letters)
        written.append(f"{kind}{spelled}00{tones[0]}" if kind else f"{kind}{number:012d}")
    return "".join(written)[:length]


def _word_key(word: str) -> _Word:
    if word[0].isdigit():
        return 0, int(word), (), ()
    letters, tones = [], []
    for letter in word:
        base, tone = _split_tone(letter)
        letters.append(_RANK.get(base, 100 + ord(base)))
        tones.append(tone)
    return 1, 0, tuple(letters), (max(tones),)


def _split_tone(letter: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONES[1:]), "")
    base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark != tone))
    return base[0], _TONES.index(tone)


def given_name_key(name: str) -> tuple[SortKey, SortKey]:
    """Key of a list of people: by given name (the last word), then by family and middle names."""
    *others, given = name.split() or [""]
    return sort_key(given), sort_key(" ".join(others))
