"""Room for days and amounts: a column that holds one is made wide enough for it where the others can spare it.

A table has fixed columns, and a word wider than its column is broken anywhere ("31/12/20|26"); of all words a broken day or number
reads worst.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from cchc_portal.vietnam.text import plain

TYPE_MM = {False: 13 * 25.4 / 72, True: 12 * 25.4 / 72}  # height of the type, by smaller tables
PADDING_MM = 3
FIGURES = re.compile(r"\d[\d./,–-]*\d|\d")
LONGEST = 16  # more than this is no day and no amount
_EM = {".": 0.25, ",": 0.25, "/": 0.28, "-": 0.34, "–": 0.5}  # of Times; a figure is half an em
FIGURE_EM, LETTER_EM, CAPITAL_EM, BOLD = 0.5, 0.5, 0.7, 1.07
_LETTERS_EM = dict.fromkeys("iltjf,.:;()-", 0.3) | {"m": 0.83, "w": 0.72, "r": 0.4, "s": 0.4}


def figures_need(texts: Iterable[str], mm: float, *, small: bool) -> int:
    """Percent of a table `mm` wide that the widest day or number wants; 0 where there is none."""
    found = [part for text in texts for part in FIGURES.findall(plain(text)) if len(part) <= LONGEST]
    widest = max((sum(_EM.get(letter, FIGURE_EM) for letter in part) for part in found), default=0.0)
    return _percent(widest, mm, small=small) if widest else 0


def words_need(texts: Iterable[str], label: str, longest: int, mm: float, *, small: bool) -> int:
    """The same for the longest word, at most `longest` letters: longer ones are addresses."""
    said = max((_ems(word[:longest]) for text in texts for word in plain(text).split()), default=0.0)
    heading = max((_ems(word[:longest]) for word in label.split()), default=0.0) * BOLD
    return _percent(max(said, heading), mm, small=small)


def _ems(word: str) -> float:
    """Marks above and below a letter do not make it wider."""
    letters = [letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)]
    return sum(CAPITAL_EM if letter.isupper() else _LETTERS_EM.get(letter, LETTER_EM) for letter in letters)


def _percent(ems: float, mm: float, *, small: bool) -> int:
    return ceil(100 * (ems * TYPE_MM[small] + PADDING_MM) / mm)


def with_room(widths: Sequence[int], figures: Sequence[int], words: Sequence[int]) -> list[int]:
    """The widths after columns with words have given, one by one, what columns with figures lack; the nearest to enough first."""
    given = list(widths)
    least = [max(pair) for pair in zip(figures, words, strict=True)]
    while True:
        lacking = [index for index, width in enumerate(given) if width < figures[index]]
        giver = max(range(len(given)), key=lambda index: given[index] - least[index])
        if not lacking or given[giver] <= least[giver]:
            return given
        taker = min(lacking, key=lambda index: figures[index] - given[index])
        given[giver], given[taker] = given[giver] - 1, given[taker] + 1
