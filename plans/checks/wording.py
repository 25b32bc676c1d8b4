"""Checks of a plan's wording: citations, characters that paper cannot print, contradictions of the plan file.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b; Hướng dẫn 05-HD/VPTW for party symbols.
"""

import re
from collections.abc import Iterator
from datetime import date

from cchc_portal.documents import snapshots
from cchc_portal.documents.paper import glyphs
from cchc_portal.vietnam import citations, dates
from plans.checks.finding import Finding, Level, Place, Snapshot, error, texts, warning

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def cited(snapshot: Snapshot) -> Iterator[Finding]:
    own_day = date.fromisoformat(snapshot["issued_on"]) if snapshot["issued_on"] else None
    period_end = date.fromisoformat(snapshot["period"]["to"])
    for text, place in texts(snapshot, ()):
        if place[0] == "agency":
            continue
        for wrong in citations.malformed_party_symbols(text):
            yield warning(
                f"“{wrong.found}” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: {wrong.instead}.",
                *place,
                source="Hướng dẫn về thể thức văn bản của Đảng",
            )
        for later in citations.cited_after(text, own_day or period_end):
            than = "ngày của kế hoạch này" if own_day else "thời gian thực hiện kế hoạch"
            yield warning(
                f"Văn bản {later.symbol} ghi ngày {_short(later.issued_on)}, sau {than}. Đề nghị kiểm tra.",
                *place,
            )
    yield from _late_parents(snapshot, own_day or period_end)


def _short(day: date | None) -> str:
    return dates.short_date(day) if day else ""


def _late_parents(snapshot: Snapshot, day: date) -> Iterator[Finding]:
    for index, parent in enumerate(snapshot["parents"]):
        if parent["issued_on"] and date.fromisoformat(parent["issued_on"]) > day:
            yield warning(
                f"Văn bản cấp trên {parent['number'] or parent['title']} có ngày sau kế hoạch này. Đề nghị kiểm tra.",
                "parents",
                index,
            )


def characters(snapshot: Snapshot) -> Iterator[Finding]:
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
