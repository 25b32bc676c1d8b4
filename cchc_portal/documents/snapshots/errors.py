"""What is wrong with a plan file, in sentences that name the file, the line and the field."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SnapshotError:
    """One thing wrong: where it stands and what to do, in Vietnamese. List places count from 1."""

    file: str | None
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = [
            self.file or "",
            f"dòng {self.line}" if self.line else "",
            f"mục {self.field}" if self.field else "",
        ]
        named = ", ".join(part for part in place if part)
        return f"{named}: {self.message}" if named else self.message


class SnapshotErrors(ValueError):
    """Everything wrong with one plan file; nothing of it may be used."""

    def __init__(self, errors: list[SnapshotError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


Path = tuple[str | int, ...]


def field_name(path: Path) -> str:
    """A place in the plan as a person reads it: ``sections[1].heading`` is the first section's heading."""
    written = ""
    for step in path:
        written += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if written else step
    return written


@dataclass(frozen=True)
class Finding:
    """Something wrong at a path, before file and line are known."""

    path: Path
    message: str


def located(findings: list[Finding], name: str | None, lines: dict[Path, int]) -> list[SnapshotError]:
    """Findings as errors in the order of the file; a missing key stands at the line of its parent."""
    errors = [SnapshotError(name, _line(f.path, lines), field_name(f.path), f.message) for f in findings]
    return sorted(dict.fromkeys(errors), key=lambda error: (error.line or 0, error.field))


def _line(path: Path, lines: dict[Path, int]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)
