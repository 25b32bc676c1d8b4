"""What a PDF says of itself and programs that change it keep: the first half of its /ID (ISO 32000-1, 14.4). A hint, never a proof."""

import hashlib
import re

_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{16,64})>")
_END = re.compile(rb"%%EOF[\r\n]{0,2}")
MOST_REVISIONS = 64


def of(content: bytes) -> str:
    """Empty where the file has none that can be read without taking it apart."""
    found = _ID.search(content)
    return found[1].decode().lower() if found and content.startswith(b"%PDF-") else ""


def revisions(content: bytes) -> list[tuple[int, str]]:
    """(length, SHA-256) of the file as it stood at each of its ends, the last first; a signature adds such a part and changes none."""
    ends = [found.end() for found in _END.finditer(content)][-MOST_REVISIONS:]
    rolling, at, seen = hashlib.sha256(), 0, []
    for end in dict.fromkeys([*ends, len(content)]):
        rolling.update(memoryview(content)[at:end])
        at = end
        seen.append((end, rolling.hexdigest()))
    return seen[::-1]
