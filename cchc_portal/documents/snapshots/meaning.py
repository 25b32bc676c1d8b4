"""What a schema cannot say of a plan: days in order, tables even, footnotes with their marks."""

import re
from collections.abc import Iterator
from typing import Any

from cchc_portal.documents.snapshots.errors import Finding, Path
from cchc_portal.vietnam import symbols

_FOOTNOTE_MARK = re.compile(r"\[\^(\d{1,4})\]")


def findings(snapshot: dict[str, Any]) -> list[Finding]:
    """Everything that contradicts itself in a canonical snapshot."""
    return [
        *_order(snapshot["period"], ("period",)),
        *_decision(snapshot),
        *_addressed(snapshot),
        *_printed_symbol(snapshot),
        *_sections(snapshot["sections"], ("sections",)),
        *(
            finding
            for number, appendix in enumerate(snapshot["appendices"])
            for finding in _blocks(appendix["blocks"], ("appendices", number, "blocks"))
        ),
    ]


def _order(days: dict[str, Any], path: Path) -> Iterator[Finding]:
    if days["from"] and days["to"] and days["from"] > days["to"]:
        yield Finding((*path, "to"), f"Ngày kết thúc {days['to']} trước ngày bắt đầu {days['from']}.")


def _addressed(snapshot: dict[str, Any]) -> Iterator[Finding]:
    form, kind = snapshot["form"], symbols.type_of_series(symbols.kind_of(snapshot))
    if snapshot.get("addressees") and form not in symbols.ADDRESSED:
        yield Finding(("addressees",), f"{kind} không có phần “Kính gửi”; ghi ở nơi nhận (recipients).")
    if snapshot.get("unit") and form != "letter":
        yield Finding(("unit",), f"Số, ký hiệu của {kind.lower()} không ghi đơn vị soạn thảo.")


_ALONE = {"plan": "Kế hoạch độc lập", "report": "Báo cáo", "letter": "Công văn"}


def _decision(snapshot: dict[str, Any]) -> Iterator[Finding]:
    alone = _ALONE.get(snapshot["form"])
    if alone and snapshot["decision"]:
        yield Finding(("decision",), f"{alone} (form: {snapshot['form']}) không có phần quyết định.")
    if not alone and not snapshot["decision"]:
        yield Finding(("decision",), "Kế hoạch ban hành bằng quyết định phải có phần quyết định.")


def _printed_symbol(snapshot: dict[str, Any]) -> Iterator[Finding]:
    number, notation = symbols.split_symbol(snapshot["symbol_as_printed"] or "")
    if len(number) > symbols.NUMBER_LENGTH or len(notation) > symbols.NOTATION_LENGTH:
        limits = f"{symbols.NUMBER_LENGTH} ký tự, ký hiệu nhiều nhất {symbols.NOTATION_LENGTH} ký tự"
        yield Finding(("symbol_as_printed",), f"Số nhiều nhất {limits}.")


def _sections(sections: list[dict[str, Any]], path: Path) -> Iterator[Finding]:
    for number, section in enumerate(sections):
        yield from _blocks(section["blocks"], (*path, number, "blocks"))
        yield from _sections(section["sections"], (*path, number, "sections"))


def _blocks(blocks: list[dict[str, Any]], path: Path) -> Iterator[Finding]:
    for number, block in enumerate(blocks):
        here = (*path, number)
        if "text" in block:
            yield from _footnotes(block, here)
        elif "items" in block:
            yield from _items(block["items"], (*here, "items"))
        elif "table" in block:
            yield from _table(block["table"], (*here, "table"))


def _footnotes(block: dict[str, Any], path: Path) -> Iterator[Finding]:
    """Without footnotes a mark is literal text; with footnotes each has its mark, once, in order."""
    count = len(block["footnotes"])
    marks = [int(mark) for mark in _FOOTNOTE_MARK.findall(block["text"])]
    if count and marks != list(range(1, count + 1)):
        wanted = ", ".join(f"[^{number}]" for number in range(1, count + 1))
        yield Finding((*path, "footnotes"), f"Đoạn văn phải có đủ dấu chú thích theo thứ tự: {wanted}.")


def _items(items: dict[str, Any], path: Path) -> Iterator[Finding]:
    for group_number, group in enumerate(items["groups"]):
        for number, item in enumerate(group["items"]):
            if item["time"]:
                yield from _order(item["time"], (*path, "groups", group_number, "items", number, "time"))


def _table(table: dict[str, Any], path: Path) -> Iterator[Finding]:
    rows = [*table["head"], *table["rows"]]
    if not rows:
        yield Finding(path, "Bảng không có hàng nào.")
        return
    width = len(rows[0])
    for key in ("head", "rows"):
        for number, row in enumerate(table[key]):
            if len(row) != width:
                yield Finding((*path, key, number), f"Hàng có {len(row)} ô, bảng có {width} cột.")
    for key in ("widths", "align", "total"):
        if table[key] and len(table[key]) != width:
            yield Finding((*path, key), f"Có {len(table[key])} phần tử, bảng có {width} cột.")
