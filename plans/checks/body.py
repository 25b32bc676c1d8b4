"""Checks of a plan's body: sections, blocks, the table of content items, appendices.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1: the body names each appendix.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cchc_portal.documents.snapshots.canonical import COLUMNS
from cchc_portal.vietnam import numbering, symbols
from plans.checks.ends import name_of
from plans.checks.finding import Finding, Mend, Place, Snapshot, error, texts, warning


def outline(snapshot: Snapshot) -> Iterator[Finding]:
    letter = snapshot["form"] == "letter"
    if not snapshot["sections"]:
        if not (letter and snapshot["opening"]):
            yield error(f"{name_of(snapshot)} chưa có {'nội dung' if letter else 'mục nào'}.", "sections")
        return
    yield from (
        _letter_text(snapshot["sections"]) if letter else _sections(snapshot["sections"], ("sections",), 1)
    )
    if symbols.kind_of(snapshot) in (symbols.REPORT, symbols.LETTER):
        yield from _items(snapshot)
        return
    if not any("items" in block for blocks, _ in all_blocks(snapshot) for block in blocks):
        yield warning(
            "Kế hoạch chưa có bảng nội dung tuyên truyền, nên chưa theo dõi được việc thực hiện.", "sections"
        )
    yield from _items(snapshot)


def _sections(sections: list[Any], path: Place, level: int) -> Iterator[Finding]:
    for index, section in enumerate(sections):
        yield from _section(section, (*path, index), level, index + 1)


def _section(section: Any, here: Place, level: int, order: int) -> Iterator[Finding]:
    name = f"Mục {numbering.section_number(level, order).rstrip('.)')}"
    if not section["heading"]:
        yield error(f"{name} chưa có tên mục.", *here)
    if not section["sections"] and all(_waits(block) for block in section["blocks"]):
        yield error(f"{_called(name, section)} chưa có nội dung. Đề nghị bổ sung hoặc xóa mục này.", *here)
    yield from _empty_blocks(section["blocks"], here)
    yield from _sections(section["sections"], (*here, "sections"), level + 1)


def _letter_text(sections: list[Any]) -> Iterator[Finding]:
    """A letter's running text stands under no heading, and may be said in its opening alone."""
    headed = 0
    for index, section in enumerate(sections):
        headed += bool(section["heading"])
        if section["heading"]:
            yield from _section(section, ("sections", index), 2, headed)
        else:
            yield from _empty_blocks(section["blocks"], ("sections", index))


def _called(name: str, section: Mapping[str, Any]) -> str:
    return f"{name} “{section['heading']}”" if section["heading"] else name


def _empty_blocks(blocks: list[Any], path: Place) -> Iterator[Finding]:
    for index, block in enumerate(blocks):
        here = (*path, "blocks", index)
        if "items" in block and not any(group["items"] for group in block["items"]["groups"]):
            yield error("Bảng nội dung tuyên truyền chưa có dòng nào.", *here)
        if "channels" in block and not block["channels"]:
            yield error("Danh sách hình thức tuyên truyền đang để trống.", *here)


def _waits(block: Mapping[str, Any]) -> bool:
    """A paragraph without words yet: it prints nothing, and beside other blocks it harms nothing."""
    return "text" in block and not block["text"].strip() and not block["footnotes"]


def all_blocks(snapshot: Snapshot) -> Iterator[tuple[list[Any], Place]]:
    """Every list of blocks with its place."""

    def inside(sections: list[Any], path: Place) -> Iterator[tuple[list[Any], Place]]:
        for index, section in enumerate(sections):
            yield section["blocks"], (*path, index, "blocks")
            yield from inside(section["sections"], (*path, index, "sections"))

    yield from inside(snapshot["sections"], ("sections",))
    for index, appendix in enumerate(snapshot["appendices"]):
        yield appendix["blocks"], ("appendices", index, "blocks")


def _items(snapshot: Snapshot) -> Iterator[Finding]:
    for blocks, path in all_blocks(snapshot):
        for index, block in enumerate(blocks):
            if "items" in block:
                yield from _table(block["items"], (*path, index, "items"))


_MISSING = {
    "channels": "hình thức tuyên truyền",
    "time": "thời gian thực hiện",
    "lead": "đơn vị chủ trì",
    "products": "sản phẩm",
}


_COLUMNS = {
    **_MISSING,
    "support": "đơn vị phối hợp",
    "budget": "kinh phí",
    "audience": "đối tượng",
    "note": "ghi chú",
}


def _filled(table: Mapping[str, Any], key: str) -> bool:
    """Some row says something there, or, of channels, a group does."""
    rows = [item for group in table["groups"] for item in group["items"]]
    said = [*rows, *table["groups"]] if key == "channels" else rows
    return any(row[key] for row in said)


def _table(table: Mapping[str, Any], path: Place) -> Iterator[Finding]:
    """Rows that leave a column of their own table empty, and columns that are filled in but not printed."""
    yield from _unprinted(table, path)
    yield from _untitled(table["groups"], path)
    for group_index, group in enumerate(table["groups"]):
        of_group = f" (nhóm “{group['title']}”)" if group["title"] else ""
        for index, item in enumerate(group["items"]):
            row = f"Dòng số {index + 1}{of_group} của bảng nội dung"
            here = (*path, "groups", group_index, "items", index)
            if not item["content"]:
                yield error(f"{row} chưa có nội dung.", *here)
            missing = [
                words
                for key, words in _MISSING.items()
                if key in table["columns"] and not item[key] and not (key == "channels" and group["channels"])
            ]
            if missing:
                yield warning(f"{row} chưa có {', '.join(missing)}.", *here)


def _unprinted(table: Mapping[str, Any], path: Place) -> Iterator[Finding]:
    """Columns that are filled in but not printed; one click puts them behind those that are."""
    printed = table["columns"]
    left = [key for key in COLUMNS if key not in printed and key in _COLUMNS and _filled(table, key)]
    if not left:
        return
    names = ", ".join(words for key, words in _COLUMNS.items() if key in left)
    mend = Mend(
        (*path, "columns"), " ".join(printed), " ".join([*printed, *left]), f"Thêm cột {names} vào bảng"
    )
    yield warning(
        f"Bảng nội dung không in cột {names} dù đã nhập. Thêm cột vào bảng nếu cần in.", *path, mend=mend
    )


def _untitled(groups: list[Any], path: Place) -> Iterator[Finding]:
    """Where a table has several groups, a reader tells them apart by their names."""
    for index, group in enumerate(groups if len(groups) > 1 else []):
        if group["title"]:
            continue
        name, here = f"nhóm đối tượng thứ {index + 1} của bảng nội dung", (*path, "groups", index)
        if group["items"]:
            yield warning(f"Đặt tên cho {name}, vì bảng có {len(groups)} nhóm.", *here)
        else:
            yield error(f"Đặt tên cho {name} và thêm nội dung, hoặc xóa nhóm này.", *here)


_SPEAKS_OF_APPENDICES = ("opening", "sections", "closing", "decision")


def appendices(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot["appendices"]:
        return
    body = "\n".join(text for text, place in texts(snapshot, ()) if place[0] in _SPEAKS_OF_APPENDICES)
    count = len(snapshot["appendices"])
    for index, appendix in enumerate(snapshot["appendices"]):
        label = numbering.appendix_label(index + 1, count)
        if not appendix["blocks"]:
            yield error(f"{label} chưa có nội dung.", "appendices", index)
        yield from _empty_blocks(appendix["blocks"], ("appendices", index))
        if not re.search(rf"\b{label}\b", body, re.IGNORECASE):
            yield warning(
                f"Phần lời văn chưa nhắc đến “{label}”. Đề nghị ghi rõ chỗ cần xem phụ lục.",
                "appendices",
                index,
                source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1",
            )
