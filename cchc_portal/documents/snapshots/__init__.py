"""Snapshots: one plan as plain data, the only input of everything on paper; read from and written to plan files."""

import hashlib
import json
from typing import Any

from cchc_portal.documents.snapshots import canonical, meaning, schema, source
from cchc_portal.documents.snapshots.dumping import dump
from cchc_portal.documents.snapshots.errors import Finding, SnapshotError, SnapshotErrors, located
from cchc_portal.documents.snapshots.schema import SCHEMA

__all__ = [
    "SCHEMA",
    "SnapshotError",
    "SnapshotErrors",
    "assemble",
    "canonical_json",
    "digest",
    "dump",
    "error_at",
    "findings",
    "normalise",
    "read",
    "read_bytes",
]


def read(text: str, *, name: str) -> dict[str, Any]:
    """A plan file's text as a canonical snapshot; raises SnapshotErrors naming file, line and field."""
    data, lines = source.parse(text, name)
    result, found = _build(data)
    if found:
        raise SnapshotErrors(located(found, name, lines))
    return result


def read_bytes(content: bytes, *, name: str) -> dict[str, Any]:
    """The same from a file's bytes, which must be UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SnapshotErrors(
            [SnapshotError(name, line, "", "Tệp phải được lưu bằng bảng mã UTF-8.")]
        ) from None
    return read(text, name=name)


def error_at(content: bytes, *, name: str, path: tuple[str | int, ...], message: str) -> SnapshotErrors:
    """A reader's own objection to a file that is well-formed, at the line where `path` stands."""
    _, lines = source.parse(content.decode("utf-8"), name)
    return SnapshotErrors(located([Finding(path, message)], name, lines))


def normalise(data: Any) -> dict[str, Any]:
    """Any data of a plan as a canonical snapshot; raises SnapshotErrors without file and line."""
    result, found = _build(data)
    if found:
        raise SnapshotErrors(located(found, None, {}))
    return result


def assemble(data: Any) -> dict[str, Any]:
    """Data of the right shape in canonical form, not checked: a draft may still say too little."""
    return canonical.snapshot(canonical.plain(data))


def findings(data: Any) -> list[Finding]:
    """What is wrong with the data of a plan, by path; nothing where it can be made a snapshot."""
    return _build(data)[1]


def canonical_json(snapshot: dict[str, Any]) -> str:
    """The one JSON text of a snapshot, whatever the order of its keys."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(snapshot: dict[str, Any]) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal: the snapshot's identity."""
    return hashlib.sha256(canonical_json(snapshot).encode("utf-8")).hexdigest()


def _build(data: Any) -> tuple[dict[str, Any], list[Finding]]:
    plain = canonical.plain(data)
    found = schema.findings(plain)
    if found:
        return {}, found
    result = canonical.snapshot(plain)
    return result, meaning.findings(result)
