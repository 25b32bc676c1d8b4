"""Checks of what neither paper nor plan file can hold: characters without a glyph, contradictions."""

import re
from collections.abc import Iterator

from cchc_portal.documents import snapshots
from cchc_portal.documents.paper import glyphs
from cchc_portal.vietnam.alphabet import RARE
from plans.checks.finding import Finding, Level, Place, Snapshot, error, texts

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def characters(snapshot: Snapshot) -> Iterator[Finding]:
    if not any(RARE.search(text) for text, _ in texts(dict(snapshot), ())):
        return
    seen: dict[Place, list[str]] = {}
    for path, character in glyphs.unprintable(snapshot):
        if glyphs.printable(character) != glyphs.BOX:  # invisible ones fall away
            continue
        seen.setdefault(_place(path), []).append(character)
    for place, characters in seen.items():
        shown = " ".join(dict.fromkeys(characters))
        yield error(f"Văn bản giấy không in được ký tự: {shown}. Xóa hoặc thay bằng chữ.", *place)


def contradictions(snapshot: Snapshot) -> Iterator[Finding]:
    """What could not be frozen as a snapshot."""
    for finding in snapshots.findings(dict(snapshot)):
        yield Finding(Level.ERROR, finding.message, tuple(finding.path))


def _place(path: str) -> Place:
    return tuple(int(number) if number else name for name, number in _STEP.findall(path))
