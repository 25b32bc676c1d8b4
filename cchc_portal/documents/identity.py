"""What a PDF says of itself and programs that change it keep: the first half of its /ID (ISO 32000-1, 14.4). A hint, never a proof."""

import hashlib
import re

_ID = re.compile(rb"/ID\s*\[\s*(?:<([0-9A-Fa-f]{16,64})>|\(((?:[^\\()]|\\.){1,200})\))", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END = re.compile(rb"%%EOF[\r\n]{0,2}")
MOST_REVISIONS = 64


def of(content: bytes) -> str:
    """Empty where the file has none that can be read without taking it apart."""
    found = list(_ID.finditer(content)) if content.startswith(b"%PDF-") else []
    if not found:
        return ""
    written, literal = found[-1].groups()
    return (written.decode().lower() if written else _ESCAPE.sub(_unescaped, literal).hex())[:64]


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8) & 0xFF]) if said.isdigit() else _ESCAPED.get(said, said)


def revisions(content: bytes) -> list[tuple[int, str]]:
    """(length, SHA-256) of the file as it stood at each of its ends, the last first; a signature adds such a part and changes none."""
    ends = [found.end() for found in _END.finditer(content)][-MOST_REVISIONS:]
    rolling, at, seen = hashlib.sha256(), 0, []
    for end in dict.fromkeys([*ends, len(content)]):
        rolling.update(memoryview(content)[at:end])
        at = end
        seen.append((end, rolling.hexdigest()))
    return seen[::-1]
