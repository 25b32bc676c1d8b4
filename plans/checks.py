"""Why can this not be submitted yet? Findings over a snapshot: errors stop submission, warnings never do.

Nghị định 30/2020/NĐ-CP, Phụ lục I (appendices named in the body), Phụ lục VI (lengths in the register).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cchc_portal.documents import snapshots
from cchc_portal.documents.paper import glyphs
from cchc_portal.vietnam import citations, dates, numbering, symbols

Snapshot = Mapping[str, Any]
Place = tuple[str | int, ...]

SUBJECT_LENGTH = 500  # Phụ lục VI, II.I
_YEAR = re.compile(r"\bnăm (\d{4})\b", re.IGNORECASE)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
REGISTER = "Nghị định 30/2020/NĐ-CP, Phụ lục VI"


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to put right: where it stands in the snapshot, and which rule says so."""

    level: Level
    message: str
    place: Place = ()
    source: str = ""


def findings(snapshot: Snapshot) -> list[Finding]:
    """Everything found, errors first, each group in the order of the paper."""
    found = [
        *_head(snapshot),
        *_decision(snapshot),
        *_outline(snapshot),
        *_appendices(snapshot),
        *_ending(snapshot),
        *_citations(snapshot),
        *_characters(snapshot),
    ]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.level is Level.WARNING)


def errors(snapshot: Snapshot) -> list[Finding]:
    """What stops submission."""
    return [finding for finding in findings(snapshot) if finding.level is Level.ERROR]


def _error(message: str, *place: str | int, source: str = "") -> Finding:
    return Finding(Level.ERROR, message, place, source)


def _warning(message: str, *place: str | int, source: str = "") -> Finding:
    return Finding(Level.WARNING, message, place, source)


# --- the head


def _head(snapshot: Snapshot) -> Iterator[Finding]:
    subject = snapshot["subject"]
    if not subject:
        yield _error("Kế hoạch chưa có trích yếu.", "subject")
    if len(subject) > SUBJECT_LENGTH:
        yield _error(
            f"Trích yếu dài {len(subject)} ký tự; sổ đăng ký nhận nhiều nhất {SUBJECT_LENGTH} ký tự.",
            "subject",
            source=REGISTER,
        )
    notation = symbols.notation(
        symbols.PLAN if snapshot["form"] == "plan" else symbols.DECISION, snapshot["agency"]["symbol"]
    )
    if len(notation) > symbols.NOTATION_LENGTH:
        yield _error(
            f"Ký hiệu “{notation}” dài hơn {symbols.NOTATION_LENGTH} ký tự. Đề nghị quản trị cơ quan sửa ký hiệu.",
            source=REGISTER,
        )
    yield from _years(snapshot)


def _years(snapshot: Snapshot) -> Iterator[Finding]:
    """A year in the subject that lies outside the period is a leftover of the plan that was copied."""
    start, end = (date.fromisoformat(snapshot["period"][key]).year for key in ("from", "to"))
    for year in _YEAR.findall(snapshot["subject"]):
        if not start <= int(year) <= end:
            yield _warning(
                f"Trích yếu ghi “năm {year}” nhưng kế hoạch thực hiện {_period(start, end)}. Đề nghị kiểm tra.", "subject"
            )


def _period(start: int, end: int) -> str:
    return f"năm {start}" if start == end else f"từ năm {start} đến năm {end}"


def _decision(snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot["form"] == "plan":
        return
    decision = snapshot["decision"]
    if not decision:
        yield _error("Kế hoạch ban hành bằng quyết định nhưng chưa có phần quyết định.", "decision")
        return
    if not snapshot["bases"]:
        yield _warning("Quyết định chưa có căn cứ ban hành.", "bases", source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a")


# --- the body


def _outline(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot["sections"]:
        yield _error("Kế hoạch chưa có mục nào.", "sections")
        return
    yield from _sections(snapshot["sections"], ("sections",), 1)
    if not any("items" in block for blocks, _ in _all_blocks(snapshot) for block in blocks):
        yield _warning("Kế hoạch chưa có bảng nội dung tuyên truyền, nên chưa theo dõi được việc thực hiện.", "sections")
    yield from _items(snapshot)


def _sections(sections: list[Any], path: Place, level: int) -> Iterator[Finding]:
    for index, section in enumerate(sections):
        here = (*path, index)
        name = f"Mục {numbering.section_number(level, index + 1).rstrip('.)')}"
        if not section["heading"]:
            yield _error(f"{name} chưa có tên mục.", *here)
        if not section["blocks"] and not section["sections"]:
            yield _error(f"{name} “{section['heading']}” chưa có nội dung. Đề nghị bổ sung hoặc xóa mục này.", *here)
        yield from _empty_blocks(section["blocks"], here)
        yield from _sections(section["sections"], (*here, "sections"), level + 1)


def _empty_blocks(blocks: list[Any], path: Place) -> Iterator[Finding]:
    for index, block in enumerate(blocks):
        here = (*path, "blocks", index)
        if "items" in block and not any(group["items"] for group in block["items"]["groups"]):
            yield _error("Bảng nội dung tuyên truyền chưa có dòng nào.", *here)
        for key, words in (("text", "Đoạn văn"), ("channels", "Danh sách hình thức tuyên truyền")):
            if key in block and not block[key]:
                yield _error(f"{words} đang để trống.", *here)


def _all_blocks(snapshot: Snapshot) -> Iterator[tuple[list[Any], Place]]:
    """Every list of blocks with its place."""

    def inside(sections: list[Any], path: Place) -> Iterator[tuple[list[Any], Place]]:
        for index, section in enumerate(sections):
            yield section["blocks"], (*path, index, "blocks")
            yield from inside(section["sections"], (*path, index, "sections"))

    yield from inside(snapshot["sections"], ("sections",))
    for index, appendix in enumerate(snapshot["appendices"]):
        yield appendix["blocks"], ("appendices", index, "blocks")


def _items(snapshot: Snapshot) -> Iterator[Finding]:
    for blocks, path in _all_blocks(snapshot):
        for index, block in enumerate(blocks):
            if "items" in block:
                yield from _table(block["items"], (*path, index, "items"))


_MISSING = {
    "channels": "hình thức tuyên truyền",
    "time": "thời gian thực hiện",
    "lead": "đơn vị chủ trì",
    "products": "sản phẩm",
}


def _table(table: Mapping[str, Any], path: Place) -> Iterator[Finding]:
    """Rows that leave a column of their own table empty."""
    for group_index, group in enumerate(table["groups"]):
        of_group = f" (nhóm “{group['title']}”)" if group["title"] else ""
        for index, item in enumerate(group["items"]):
            row = f"Dòng số {index + 1}{of_group} của bảng nội dung"
            here = (*path, "groups", group_index, "items", index)
            if not item["content"]:
                yield _error(f"{row} chưa có nội dung.", *here)
            missing = [
                words
                for key, words in _MISSING.items()
                if key in table["columns"] and not item[key] and not (key == "channels" and group["channels"])
            ]
            if missing:
                yield _warning(f"{row} chưa có {', '.join(missing)}.", *here)


def _appendices(snapshot: Snapshot) -> Iterator[Finding]:
    body = "\n".join(text for text, place in _texts(snapshot, ()) if place[0] in ("sections", "decision"))
    count = len(snapshot["appendices"])
    for index, appendix in enumerate(snapshot["appendices"]):
        label = numbering.appendix_label(index + 1, count)
        if not appendix["blocks"]:
            yield _error(f"{label} chưa có nội dung.", "appendices", index)
        yield from _empty_blocks(appendix["blocks"], ("appendices", index))
        if not re.search(rf"\b{label}\b", body, re.IGNORECASE):
            yield _warning(
                f"Phần lời văn chưa nhắc đến “{label}”. Đề nghị ghi rõ chỗ cần xem phụ lục.",
                "appendices",
                index,
                source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1",
            )


# --- the ending


def _ending(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot["signatures"]:
        yield _error("Kế hoạch chưa có người ký.", "signatures")
    for index, line in enumerate(snapshot["signatures"]):
        here = ("signatures", index)
        if not line["name"]:
            yield _warning(f"Người ký “{line['title']}” chưa có họ và tên.", *here)
        elif symbols.HONORIFIC.match(line["name"]):
            yield _warning(
                "Trước họ tên người ký không ghi học hàm, học vị, quân hàm.",
                *here,
                source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7",
            )
    if not snapshot["recipients"]:
        yield _error("Kế hoạch chưa có nơi nhận.", "recipients")


# --- the whole text


def _citations(snapshot: Snapshot) -> Iterator[Finding]:
    own_day = date.fromisoformat(snapshot["issued_on"]) if snapshot["issued_on"] else None
    period_end = date.fromisoformat(snapshot["period"]["to"])
    for text, place in _texts(snapshot, ()):
        if place[0] == "agency":
            continue
        for wrong in citations.malformed_party_symbols(text):
            yield _warning(
                f"“{wrong.found}” có thể viết chưa đúng ký hiệu. Đề nghị kiểm tra: {wrong.instead}.",
                *place,
                source="Hướng dẫn về thể thức văn bản của Đảng",
            )
        for cited in citations.cited_after(text, own_day or period_end):
            assert cited.issued_on
            than = "ngày của kế hoạch này" if own_day else "thời gian thực hiện kế hoạch"
            yield _warning(
                f"Văn bản {cited.symbol} ghi ngày {dates.short_date(cited.issued_on)}, sau {than}. Đề nghị kiểm tra.", *place
            )
    yield from _late_parents(snapshot, own_day or period_end)


def _late_parents(snapshot: Snapshot, day: date) -> Iterator[Finding]:
    for index, parent in enumerate(snapshot["parents"]):
        if parent["issued_on"] and date.fromisoformat(parent["issued_on"]) > day:
            yield _warning(
                f"Văn bản cấp trên {parent['number'] or parent['title']} có ngày sau kế hoạch này. Đề nghị kiểm tra.",
                "parents",
                index,
            )


def _characters(snapshot: Snapshot) -> Iterator[Finding]:
    seen: dict[Place, list[str]] = {}
    for path, character in glyphs.unprintable(snapshot):
        seen.setdefault(_place(path), []).append(character)
    for place, characters in seen.items():
        shown = " ".join(dict.fromkeys(characters))
        yield _warning(f"Văn bản giấy không in được ký tự: {shown}. Bản in sẽ có ô vuông ở chỗ đó.", *place)
    for finding in snapshots.findings(dict(snapshot)):
        yield Finding(Level.ERROR, finding.message, tuple(finding.path))


def _place(path: str) -> Place:
    return tuple(int(number) if number else name for name, number in _STEP.findall(path))


def _texts(value: Any, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))
