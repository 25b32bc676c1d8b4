"""What a beginning says of itself: three lists of sentences, each at its place in the plan."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_portal.vietnam import numbering

Place = tuple[str | int, ...]
Snapshot = Mapping[str, Any]

LISTS = ("moved", "reset", "look")

_PARTS = {
    "subject": "Trích yếu",
    "period": "Thời gian thực hiện",
    "form": "Hình thức văn bản",
    "parents": "Văn bản cấp trên",
    "bases": "Căn cứ",
    "opening": "Đoạn mở đầu",
    "closing": "Đoạn kết",
    "decision": "Quyết định",
    "signatures": "Người ký",
    "recipients": "Nơi nhận",
    "archive": "Nơi nhận",
    "sections": "Các mục",
    "agency": "Đầu văn bản",
}


@dataclass(frozen=True)
class Entry:
    """One thing that was moved or reset, or that somebody must look at."""

    text: str
    place: Place = ()
    old: str = ""
    new: str = ""
    source: str = ""
    kind: str = ""
    """“task” for what the parent plan asks and the copy does not answer: it leads to the page that adds it."""


@dataclass
class Report:
    moved: list[Entry] = field(default_factory=list)
    reset: list[Entry] = field(default_factory=list)
    look: list[Entry] = field(default_factory=list)


def place_name(snapshot: Snapshot, place: Place) -> str:
    """Where that is, in words: “Mục III, nhóm 1, dòng 9”."""
    if not place:
        return ""
    if place[0] == "sections":
        return _inside_section(place)
    if place[0] == "appendices" and len(place) > 1:
        label = numbering.appendix_label(int(place[1]) + 1, len(snapshot["appendices"]))
        return ", ".join([label, *_row(place[2:])])
    name = _PARTS.get(str(place[0]), "")
    return f"{name} {int(place[1]) + 1}" if place[0] in {"parents", "bases"} and len(place) > 1 else name


def _inside_section(place: Place) -> str:
    numbers: list[str] = []
    rest = place
    while rest[:1] == ("sections",) and len(rest) > 1:
        numbers.append(numbering.section_number(len(numbers) + 1, int(rest[1]) + 1).rstrip(".)"))
        rest = rest[2:]
    if not numbers:
        return _PARTS["sections"]
    return ", ".join([f"Mục {'.'.join(numbers)}", *_row(rest)])


def _row(rest: Place) -> list[str]:
    """Group and row of a table of items; the entry of a list."""
    named = dict(itertools.pairwise(rest))
    words = []
    if "groups" in named and "items" in rest[rest.index("groups") :]:
        after = rest[rest.index("groups") :]
        inside = dict(itertools.pairwise(after))
        words = [f"nhóm {int(inside['groups']) + 1}", f"dòng {int(inside['items']) + 1}"]
    elif "groups" in named:
        words = [f"nhóm {int(named['groups']) + 1}"]
    for key, noun in (("numbered", "khoản"), ("bullets", "gạch đầu dòng thứ")):
        if isinstance(named.get(key), int) and not words:
            words = [f"{noun} {int(named[key]) + 1}"]
    return words
