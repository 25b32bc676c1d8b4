"""The consolidated annex as an Excel book: one sheet, each item under its group."""

from collections.abc import Iterable, Iterator

from cchc_portal.documents import spreadsheets
from plans.assignments import annex

HEADS = (
    ("Nhóm", 40), ("TT", 6), ("Cơ quan", 36), ("Kế hoạch số", 18), ("Nội dung", 60), ("Sản phẩm", 36),
    ("Chủ trì", 28), ("Phối hợp", 28), ("Thời gian", 20), ("Sớm nhất từ ngày", 17), ("Muộn nhất đến ngày", 19), ("Ghi chú", 30),
)  # fmt: skip


def written(groups: Iterable[annex.Group]) -> bytes:
    return spreadsheets.written([spreadsheets.Sheet("Phụ lục tổng hợp", HEADS, _rows(groups))])


def _rows(groups: Iterable[annex.Group]) -> Iterator[list[spreadsheets.Value]]:
    for group in groups:
        for number, line in enumerate(annex.in_chunks(group.item_ids), 1):
            item = line.item
            yield [
                group.label, number, item.plan.agency.name, item.plan.symbol, item.content, line.products,
                line.leads, line.supports, item.time_text, item.time_from, item.time_to, item.note,
            ]  # fmt: skip
