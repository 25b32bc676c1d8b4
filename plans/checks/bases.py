"""Checks of the bases as a list: how each opens, which one stands twice, in which order they stand.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a; Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 4.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cchc_portal.vietnam import citations, ranks, register, symbols
from cchc_portal.vietnam.alphabet import fold
from cchc_portal.vietnam.register import Document, Status
from plans.checks.draft import Draft
from plans.checks.finding import Finding, Place, hint, shortened, warning

BASES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a"
RANKS = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 4"
_SORTED_BY = "Nút “Xếp theo thứ bậc” ở phần căn cứ xếp lại giúp."


def openings(draft: Draft) -> Iterator[Finding]:
    for index, line in enumerate(draft.snapshot["bases"]):
        if not line.startswith(("Căn cứ ", "Thực hiện ", "Theo ", "Xét ")):
            yield hint(
                "Căn cứ thường bắt đầu bằng “Căn cứ” hoặc “Theo đề nghị”.", "bases", index, source=BASES
            )


def none(draft: Draft) -> Iterator[Finding]:
    """A plan rests on something: the plan of the level above, a law, a decision. A decision without bases is an error of its own."""
    said = draft.snapshot
    if said["form"] in symbols.ADDRESSED or symbols.kind_of(said) == symbols.DECISION:
        return
    if not said["bases"] and not said["parents"] and ("opening",) not in draft.cited:
        yield hint(
            "Kế hoạch chưa ghi căn cứ, cũng chưa nêu kế hoạch của cấp trên mà kế hoạch này thực hiện.",
            "bases",
            source=BASES,
        )


_LAW = re.compile(
    r"^(?:Căn cứ|Thực hiện)?\s*((?:Bộ luật|Luật|Pháp lệnh) [^,;.()\d]+?)\s*(?=,|\bsố\b|\bngày\b|\bnăm\b)"
)


def twice(draft: Draft) -> Iterator[Finding]:
    """The same document, or the same words, on two lines."""
    lines = draft.snapshot["bases"]
    for index, line in enumerate(lines):
        first = next((n for n, other in enumerate(lines[:index]) if _same(other, line)), None)
        if first is not None:
            yield warning(
                f"Căn cứ “{shortened(line)}” ghi hai lần, ở dòng {first + 1} và dòng {index + 1}. Xóa một dòng.",
                "bases",
                index,
                source=BASES,
            )


def _same(one: str, other: str) -> bool:
    if _plain(one) == _plain(other):
        return bool(_plain(one))
    first, second = _document(one), _document(other)
    if first is None or second is None or first[0] != second[0]:
        return False
    days = {first[1], second[1]}
    if len(days) == 1 and None not in days:
        return True
    # a local number repeats in every office and year, so that without a day it says nothing
    return None in days and ranks.line_key(one)[1] < ranks.LOCAL and not _LAW.match(one)


def _plain(line: str) -> str:
    return " ".join(re.sub(r"\W+", " ", fold(line)).split())


def _document(line: str) -> tuple[str, date | None] | None:
    """What the line cites first: a law by its name, anything else by its symbol."""
    if law := _LAW.match(line):
        return fold(law[1]), citations.day_in(line)
    cited = citations.citations(line)
    return (register.normal_symbol(cited[0].symbol), cited[0].issued_on) if cited else None


def order(draft: Draft) -> Iterator[Finding]:
    lines = draft.snapshot["bases"]
    if ranks.in_order(lines) == lines:
        return
    keys = [ranks.line_key(line) for line in lines]
    if any(later[:2] < earlier[:2] for earlier, later in pairwise(keys)):
        yield hint(
            f"Các căn cứ chưa xếp theo thứ bậc văn bản. {_SORTED_BY}",
            "bases",
            source=RANKS,
        )
        return
    wrong = next(index for index, (earlier, later) in enumerate(pairwise(keys), start=1) if later < earlier)
    yield hint(
        "Hai văn bản cùng thứ bậc nên xếp theo ngày ban hành: "
        f"căn cứ thứ {wrong + 1} đứng trước căn cứ thứ {wrong}. {_SORTED_BY}",
        "bases",
        source="Thứ tự thường dùng của các căn cứ",
    )


def already_stands(draft: Draft, status: Status, place: Place) -> str:
    """Told where the document that came in a base's place is a base itself; put there once more it would stand twice."""
    if place[0] != "bases" or len(status.successors) != 1:
        return ""
    for index, line in enumerate(draft.snapshot["bases"]):
        if index != place[1] and _cites(line, status.successors[0]):
            return f" Văn bản thay thế đã có ở căn cứ thứ {index + 1}; xóa dòng này."
    return ""


def _cites(line: str, document: Document) -> bool:
    symbol = register.normal_symbol(document.symbol) if document.symbol else ""
    cited = citations.citations(line)[:1]
    if symbol and any(register.normal_symbol(each.symbol) == symbol for each in cited):
        return not document.is_local or cited[0].issued_on == document.issued_on
    return document.is_law and _document(line) == (fold(document.title), document.issued_on)
