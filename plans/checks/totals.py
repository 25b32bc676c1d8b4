"""Checks of the money in a row of totals: it is what the rows above it come to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_portal.vietnam.numbers import format_number
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Mend, Place, warning


def totals(draft: Draft) -> Iterator[Finding]:
    """The total of each table of work and of each group in it."""
    for blocks, path in draft.blocks:
        for index, block in enumerate(blocks):
            if "items" not in block:
                continue
            table, here = block["items"], (*path, index, "items")
            for order, group in enumerate(table["groups"]):
                name = f"nhóm “{group['title']}”" if group["title"] else f"nhóm thứ {order + 1}"
                yield from _total(group, group["items"], name, (*here, "groups", order))
            rows = [item for group in table["groups"] for item in group["items"]]
            yield from _total(table, rows, "bảng nội dung", here)


def _total(
    holder: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], name: str, path: Place
) -> Iterator[Finding]:
    """Where some rows have no money yet, the rest may still come; only a sum above the total is wrong already."""
    said = (holder["total"] or {}).get("budget")
    amounts = [row["budget"]["amount"] if row["budget"] else None for row in rows]
    known = [amount for amount in amounts if amount is not None]
    found = sum(known)
    whole = len(known) == len(rows)
    if said is None or not known or found == said or (found < said and not whole):
        return
    place = (*path, "total", "budget")
    mend = Mend(place, str(said), str(found), f"Đổi thành “{format_number(found)}”") if whole else None
    yield warning(
        f"Tổng kinh phí của {name} ghi {format_number(said)} đồng, "
        f"các dòng cộng lại là {format_number(found)} đồng. Đề nghị kiểm tra.",
        *place,
        mend=mend,
    )
