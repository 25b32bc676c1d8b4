"""Turn each django.po beside this file into the django.mo that Python reads, without gettext's own tools."""

from __future__ import annotations

import ast
import struct
from pathlib import Path

HERE = Path(__file__).parent
MAGIC = 0x950412DE
CONTEXT_MARK, PLURAL_MARK = "\x04", "\x00"


def read_catalogue(text: str) -> dict[str, str]:
    """Read a .po file's entries, keyed as gettext looks them up."""
    entries: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts = _parts(block)
        if "msgid" not in parts:
            continue
        key = parts["msgid"]
        if "msgid_plural" in parts:
            key += PLURAL_MARK + parts["msgid_plural"]
        if "msgctxt" in parts:
            key = parts["msgctxt"] + CONTEXT_MARK + key
        if key in entries:
            raise ValueError(f"Trùng mục: {key}")
        entries[key] = parts.get("msgstr[0]", parts.get("msgstr", ""))
    return entries


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            name, line = line.split(" ", 1)
        parts[name] = parts.get(name, "") + ast.literal_eval(line)
    return parts


def compile_catalogue(entries: dict[str, str]) -> bytes:
    """Write the binary form: sorted keys, two tables of (length, offset), then the strings."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    keys_at, values_at = 28, 28 + 8 * len(pairs)
    offset = values_at + 8 * len(pairs)
    tables: list[bytes] = []
    for side in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[side]), offset))
            offset += len(pair[side]) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, values_at, 0, offset)
    strings = b"".join(pair[side] + b"\0" for side in (0, 1) for pair in pairs)
    return head + b"".join(tables) + strings


def main() -> None:
    """Compile every language's catalogue."""
    for source in HERE.glob("*/LC_MESSAGES/django.po"):
        entries = read_catalogue(source.read_text(encoding="utf-8"))
        source.with_suffix(".mo").write_bytes(compile_catalogue(entries))


if __name__ == "__main__":
    main()
