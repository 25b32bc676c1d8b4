"""Characters that the paper's typeface does not have: named to the drafter, and never let another face in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from . import fonts

BOX = "\u25a1"  # stands for a character that cannot be printed
INVISIBLE = ("Cc", "Cf", "Cs")
KEPT = "\n\t"


@cache
def _strange() -> re.Pattern[str]:
    """Every character outside the typeface, and every invisible one inside it."""
    known = sorted(
        code
        for code in fonts.characters()
        if unicodedata.category(chr(code)) not in INVISIBLE and not unicodedata.combining(chr(code))
    )
    return re.compile(f"[^{KEPT}{''.join(re.escape(chr(code)) for code in known)}]+")


def printable(text: str) -> str:
    """The text in NFC with boxes for characters without a glyph; invisible ones fall away."""
    return _strange().sub(lambda run: "".join(map(_shown, run[0])), unicodedata.normalize("NFC", text))


def _shown(character: str) -> str:
    if unicodedata.category(character) in INVISIBLE or unicodedata.combining(character):
        return ""
    return BOX


def unprintable(snapshot: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where the snapshot holds a character that paper cannot show: ("sections[0].heading", "😀")."""
    return [
        (path, character)
        for path, text in _texts(snapshot, "")
        for run in _strange().findall(unicodedata.normalize("NFC", text))
        for character in run
    ]


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{index}]")
