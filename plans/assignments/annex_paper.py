"""The consolidated annex on paper: frozen with its rows, made by a worker of the queue of long work, as PDF or Word."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.models import Agency
from cchc_portal.documents import actions, long_annexes
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperFormat, PaperState
from plans.assignments import annex
from plans.assignments.annex import Group, Grouping

TITLE = "Tổng hợp nội dung tuyên truyền cải cách hành chính năm {year} theo {grouping}"
FORMATS = {"pdf": PaperFormat.PDF, "word": PaperFormat.DOCX}
HEADS = (
    ("Nội dung tuyên truyền", 28), ("Cơ quan, kế hoạch", 16), ("Sản phẩm", 15),
    ("Chủ trì", 12), ("Phối hợp", 12), ("Thời gian", 12),
)  # fmt: skip


def order(agency: Agency, year: int, grouping: Grouping, groups: list[Group], format: PaperFormat) -> Paper:
    """The annex as it stands today; the same rows asked for again are not made twice."""
    frozen = actions.freeze(agency, said(agency, year, grouping, groups))
    paper = actions.ask_for_paper(frozen, format=format)
    if paper.state == PaperState.FAILED:
        actions.try_again(paper)
    return paper


def said(agency: Agency, year: int, grouping: Grouping, groups: Iterable[Group]) -> dict[str, Any]:
    title = TITLE.format(year=year, grouping=str(grouping.label).lower())
    rows = ((group.label, _rows(group)) for group in groups)
    return long_annexes.said(title, agency.name, HEADS, rows, day=timezone.localdate())


def _rows(group: Group) -> Iterator[list[str]]:
    for line in annex.in_chunks(group.item_ids):
        item = line.item
        source = f"{item.plan.agency.name}\nSố {item.plan.symbol}"
        yield [item.content, source, line.products, line.leads, line.supports, item.time_text]


def ordered(agency: Agency, paper_id: int) -> Paper | None:
    own = Paper.objects.filter(agency=agency, snapshot__content__has_key=long_annexes.KEY)
    found: Paper | None = own.filter(pk=paper_id).defer("snapshot").first()
    return found


def title_of(paper: Paper) -> str:
    return str(paper.snapshot.content[long_annexes.KEY]["title"])
