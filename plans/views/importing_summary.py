"""The plan that an uploaded file will become, in short: its sections with what stands in each, and its other parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc_portal.vietnam import numbering
from plans.importing.building import UNPLACED, Built

Data = dict[str, Any]


@dataclass(frozen=True)
class Branch:
    """One section: its number and name, and what it holds in words."""

    number: str
    heading: str
    holds: str
    unplaced: bool
    inner: tuple["Branch", ...]


@dataclass(frozen=True)
class Summary:
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Branch, ...]
    appendices: tuple[Branch, ...]


def of(built: Built, kind: str) -> Summary:
    around = (
        (("Các mục", "theo mẫu thường dùng, bảng của tệp đặt vào mục nội dung"),) if kind == "excel" else ()
    )
    signers = [f"{line['title']} {line['name'] or ''}".strip() for line in built.signatures]
    facts = (
        *around,
        ("Căn cứ", _count(len(built.bases), "căn cứ")),
        ("Đoạn mở đầu", _shortened(built.opening)),
        ("Đoạn kết", _shortened(built.closing)),
        ("Nơi nhận", _count(len(built.recipients), "nơi nhận")),
        ("Người ký", "; ".join(signers)),
    )
    return Summary(
        tuple((label, value) for label, value in facts if value),
        tuple(_branches(built.parts()["sections"], 1)),
        tuple(
            Branch("", appendix["title"], ", ".join(_holds(appendix["blocks"])), unplaced=False, inner=())
            for appendix in built.appendices
        ),
    )


def _branches(sections: list[Data], level: int) -> Iterator[Branch]:
    for order, section in enumerate(sections, 1):
        yield Branch(
            numbering.section_number(level, order),
            section["heading"],
            ", ".join(_holds(section["blocks"])),
            level == 1 and section["heading"] == UNPLACED,
            tuple(_branches(section["sections"], level + 1)),
        )


def _holds(blocks: list[Data]) -> Iterator[str]:
    words = {"text": "đoạn văn", "numbered": "đoạn đánh số", "bullets": "gạch đầu dòng", "table": "bảng khác"}
    for key, word in words.items():
        found = [block[key] for block in blocks if key in block]
        count = sum(len(each) for each in found) if key in ("numbered", "bullets") else len(found)
        if count:
            yield f"{count} {word}"
    for block in blocks:
        if "items" in block:
            groups = block["items"]["groups"]
            rows = sum(len(group["items"]) for group in groups)
            named = sum(bool(group["title"]) for group in groups)
            yield f"bảng nội dung {rows} dòng{f', {named} nhóm' if named else ''}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:117].rstrip()}…"
