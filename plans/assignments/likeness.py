"""How alike two texts are: shared trigrams of their telling words, without marks (as PostgreSQL's pg_trgm counts them). Pure.

Words that every plan of this kind has, such as “tuyên truyền” and “cải cách hành chính”, tell nothing.
"""

import re
from collections.abc import Iterable
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
ALIKE = 0.25
"""From here on a text is offered first."""
SAME = 0.6
"""From here on it says much the same."""


def telling(text: str) -> frozenset[str]:
    """The trigrams of the words that tell this text from others of its kind; where none does, it is like itself alone."""
    words = [_MEANT.get(word, word) for word in _WORD.findall(fold(text)) if not word.isdecimal()]
    whole = " ".join(words)
    return _trigrams(_EVERYWHERE.sub(" ", whole)) or frozenset({whole} - {""})


def _trigrams(text: str) -> frozenset[str]:
    padded = (f"  {word} " for word in text.split())
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: how much of the shorter of the two stands in the other, less where the other says far more."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / len(one | other) / 2 + shared / min(len(one), len(other)) / 2


def alike(one: str, other: str) -> float:
    return likeness(telling(one), telling(other))


def ranked(text: str, others: Iterable[tuple[Any, str]]) -> list[tuple[float, Any]]:
    """Each with how alike it is, the most alike first; of equals the earlier one."""
    own = telling(text)
    found = [(likeness(own, telling(words)), each) for each, words in others]
    return sorted(found, key=lambda pair: -pair[0])
