"""How alike two texts are: shared trigrams of their telling words, without marks (as PostgreSQL's pg_trgm counts them). Pure.

Words that every plan of this kind has, such as “tuyên truyền” and “cải cách hành chính”, tell nothing.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cchc_portal.vietnam.alphabet import fold

_EVERYWHERE = re.compile(
    r"\b(?:cai cach(?: thu tuc)? hanh chinh(?: nha nuoc)?|cchc|thong tin|tuyen truyen|truyen thong|pho bien|cong tac"
    r"|thuc hien|to chuc|nam|cua|va|ve|cac|cho|tren|tai|theo|trong|den|co|la|duoc|voi|nhu|so|thanh pho|tinh)\b|\d+"
)
_WORD = re.compile(r"\w+")
_MEANT = {
    "tthc": "thu tuc hanh chinh",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "ubnd": "uy ban nhan dan",
}
ALIKE = 0.3
"""From here on a text is offered first."""
SAME = 0.6
"""From here on it says much the same."""


@dataclass(frozen=True)
class Telling:
    """What tells a text from others of its kind: its words, and their trigrams, which forgive a letter."""

    words: frozenset[str]
    trigrams: frozenset[str]


def telling(text: str) -> Telling:
    """Where no word tells anything the text is like itself alone."""
    words = [_MEANT.get(word, word) for word in _WORD.findall(fold(text)) if not word.isdecimal()]
    whole = " ".join(words)
    said = _EVERYWHERE.sub(" ", whole).split()
    return Telling(frozenset(said or {whole} - {""}), _trigrams(said) or frozenset({whole} - {""}))


def _trigrams(words: list[str]) -> frozenset[str]:
    padded = (f"  {word} " for word in words)
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: Telling, other: Telling) -> float:
    """From 0 to 1: how many words the two share, as a cosine, and how many trigrams, of all there are."""
    if not one.words or not other.words:
        return 0.0
    words = len(one.words & other.words) / math.sqrt(len(one.words) * len(other.words))
    trigrams = len(one.trigrams & other.trigrams) / len(one.trigrams | other.trigrams)
    return words / 2 + trigrams / 2


def alike(one: str, other: str) -> float:
    return likeness(telling(one), telling(other))


def ranked(text: str, others: Iterable[tuple[Any, str]]) -> list[tuple[float, Any]]:
    """Each with how alike it is, the most alike first; of equals the earlier one."""
    own = telling(text)
    found = [(likeness(own, telling(words)), each) for each, words in others]
    return sorted(found, key=lambda pair: -pair[0])
