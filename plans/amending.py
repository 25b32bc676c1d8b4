"""A plan that amends an issued one: what it says of itself, and the table of old and new words made from the two snapshots.

What is amended is put right by a document of the same form (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cchc_portal.vietnam import dates, numbering
from plans.comparing import Change, Row, compare

Data = dict[str, Any]
TITLE = "So sánh nội dung đã ban hành và nội dung điều chỉnh, bổ sung"
HEAD = ("TT", "Vị trí trong kế hoạch", "Nội dung đã ban hành", "Nội dung điều chỉnh, bổ sung")
WIDTHS = (7, 19, 37, 37)
NEW, GONE = "(Chưa có)", "(Bãi bỏ)"
BODY = frozenset({"section", "appendix"})  # bases, opening, signer and recipients are each document's own
FRAMES = frozenset({"items", "table"})
PERIOD = "Thời gian thực hiện"
LONGEST_SUBJECT = 500


def name_of(symbol: str, issued_on: date) -> str:
    """ "Kế hoạch số 06/KH-KCNĐN ngày 21 tháng 01 năm 2027"."""
    return f"Kế hoạch số {symbol} {dates.written_date(issued_on)}"


def words(issued: Data, symbol: str, issued_on: date) -> Data:
    """A draft that amends the issued plan: the whole plan to be put right, and the appendix that will hold the table."""
    amended = name_of(symbol, issued_on)
    subject = f"Điều chỉnh, bổ sung {amended} về {_lower(issued['subject'])}"
    return {
        **issued,
        "number": None,
        "issued_on": None,
        "symbol_as_printed": None,
        "rules": None,
        "subject": subject if len(subject) <= LONGEST_SUBJECT else f"Điều chỉnh, bổ sung {amended}",
        "bases": [*issued["bases"], f"Căn cứ {amended} của {issued['agency']['name']}"],
        "closing": f"Trên đây là Kế hoạch điều chỉnh, bổ sung {amended}",
        "opening": f"{issued['agency']['name']} điều chỉnh, bổ sung {amended} (các điểm khác nêu tại {_reference(issued)}). "
        "Nội dung kế hoạch sau khi điều chỉnh, bổ sung như sau:",
        "appendices": [*_own(issued), appendix(issued, issued)],
    }


def appendix(old: Data, new: Data) -> Data:
    """The last appendix: a table of every place in the body that reads differently now."""
    rows = list(differences(old, new))
    return {
        "title": TITLE,
        "landscape": True,
        "blocks": [{"table": table(rows)}],
    }


def table(rows: list[tuple[str, str, str]]) -> Data:
    """Numbered rows; where nothing differs yet, one that says so."""
    told = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    return {
        "head": [list(HEAD)],
        "rows": told or [["", "", "Chưa có nội dung nào được điều chỉnh, bổ sung.", ""]],
        "widths": list(WIDTHS),
        "align": ["center", "left", "left", "left"],
        "total": None,
        "in_words": False,
    }


def differences(old: Data, new: Data) -> Iterator[tuple[str, str, str]]:
    """(place, old words, new words) of the period, and of each paragraph, item and row that was changed, added or taken out."""
    if old["period"] != new["period"]:
        yield (PERIOD, _span(old["period"]), _span(new["period"]))
    held = compare({**old, "appendices": _own(old)}, {**new, "appendices": _own(new)})
    for part in held.parts:
        if part.family in BODY:
            yield from _of(part, ())


def _span(period: Data) -> str:
    first, last = (dates.short_date(date.fromisoformat(period[key])) for key in ("from", "to"))
    return f"Từ {first} đến {last}"


def _of(row: Row, above: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    place = _place(row, above)
    if row.change is not Change.SAME and row.family not in FRAMES:
        yield (", ".join(place), _side(row, "old") or NEW, _side(row, "new") or GONE)
    for child in row.children:
        yield from _of(child, place)


def _place(row: Row, above: tuple[str, ...]) -> tuple[str, ...]:
    """("Mục II.1", "Người dân", "dòng 3"): as a reader finds it in the plan; a paragraph is found by what it stands in."""
    number = (row.new_number or row.old_number).rstrip(".)")
    if row.family == "section":
        return (*above[:-1], f"{above[-1]}.{number}") if above else (f"Mục {number}",)
    named = {"appendix": number, "group": row.text("new") or row.text("old"), "item": f"dòng {number}"}
    named["table_row"] = named["item"]
    return (*above, named[row.family]) if named.get(row.family) else above


def _side(row: Row, side: str) -> str:
    """The words of a side; of a row of many cells those that differ, each with its label."""
    said = [
        (cell.label, ", ".join("".join(run.text for run in getattr(cell, side)).splitlines()))
        for index, cell in enumerate(row.cells)
        if cell.changed or index == 0
    ]
    return "; ".join(
        f"{label}: {text}" if label and index else text for index, (label, text) in enumerate(said) if text
    )


def _own(snapshot: Data) -> list[Data]:
    """Its appendices without the table of an amendment."""
    return [each for each in snapshot["appendices"] if each["title"] != TITLE]


def _reference(issued: Data) -> str:
    count = len(_own(issued)) + 1
    return f"{numbering.appendix_label(count, count)} kèm theo"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
