"""Many frozen papers as one file for the printer: a cover list, a bookmark each, every paper on an odd page where both sides are printed.

The papers' own pages are taken over as they are; nothing is laid out again (Nghị định 30/2020/NĐ-CP, Điều 17: as many copies as
there are receivers on paper).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem

from cchc_portal.documents import storage
from cchc_portal.documents.models import AttachedFile, Stack, StackedPaper
from cchc_portal.documents.stacks import cover
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam import dates

EVERY = 10  # papers between two notes of how far it has come
TITLE = "DANH MỤC VĂN BẢN"


class NotMade(Exception):
    """A paper of the stack could not be made: the clerk is told which."""


@dataclass(frozen=True)
class Sheaf:
    """One paper of the stack, ready to be taken over; `files` are digests with their pages: the paper, then appendices of their own."""

    symbol: str
    title: str
    issued_on: date
    copies: int
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Order:
    province_id: int
    issuer: str
    two_sided: bool
    sheaves: tuple[Sheaf, ...]


def order(stack: Stack) -> Order | None:
    """What is to be put together; None while one of its papers is still being made."""
    rows = list(stack.papers.select_related("paper").order_by("position"))
    for row in rows:
        if row.paper.state == PaperState.FAILED:
            raise NotMade(f"Chưa tạo được văn bản {row.symbol}; tạo lại văn bản đó rồi thử lại.")
    if not all(row.paper.is_ready for row in rows):
        return None
    sheaves = tuple(map(_sheaf, rows))
    return Order(stack.province_id, rows[0].issuer if rows else "", stack.two_sided, sheaves)


def _sheaf(row: StackedPaper) -> Sheaf:
    """An appendix carries no mark of its own, so that of a paper out of force it is left out, and the list says so."""
    attached = list(AttachedFile.objects.filter(paper__snapshot=row.paper.snapshot_id).order_by("position"))
    printed = [] if row.paper.marks else attached
    names = "; ".join(one.title for one in attached)
    title = row.title
    if attached:
        title += f". {'Kèm theo' if printed else 'Không in phụ lục là tệp riêng'}: {names}"
    files = (
        (row.paper.file_digest, row.paper.pages or 1),
        *((one.file_digest, one.pages) for one in printed),
    )
    return Sheaf(row.symbol, title, row.issued_on, row.copies, files)


def put_together(wanted: Order, *, note: Callable[[int], None] = lambda done: None) -> tuple[bytes, int]:
    """(the file, its number of pages)."""
    starts = list(_starts(wanted))
    with pikepdf.Pdf.new() as stack:
        _cover(stack, wanted, starts)
        sources = []  # kept open until the stack is written: its pages are read from them
        for done, sheaf in enumerate(wanted.sheaves):
            for digest, _ in sheaf.files:
                _to_new_sheet(stack, two_sided=wanted.two_sided)
                source = pikepdf.Pdf.open(BytesIO(storage.load(wanted.province_id, digest)))
                sources.append(source)
                stack.pages.extend(source.pages)
            if done % EVERY == 0:
                note(done)
        _bookmarks(stack, wanted, starts)
        stack.Root.Lang = "vi"
        stack.Root.PageMode = Name.UseOutlines
        if wanted.two_sided:
            stack.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipLongEdge)
        written = BytesIO()
        stack.save(written, compress_streams=False, deterministic_id=True)
        return written.getvalue(), len(stack.pages)


def _starts(wanted: Order) -> Iterator[int]:
    """The page, from 1, on which each paper begins."""
    at = len(cover.pages_of([_row(sheaf, 0) for sheaf in wanted.sheaves]))
    for sheaf in wanted.sheaves:
        at += at % 2 if wanted.two_sided else 0
        yield at + 1
        for _, pages in sheaf.files:
            at += (at % 2 if wanted.two_sided else 0) + pages


def _row(sheaf: Sheaf, start: int) -> cover.Row:
    copies = str(sheaf.copies) if sheaf.copies else "-"
    return cover.Row(sheaf.symbol, dates.short_date(sheaf.issued_on), sheaf.title, copies, str(start))


def _cover(stack: pikepdf.Pdf, wanted: Order, starts: list[int]) -> None:
    rows = [_row(sheaf, start) for sheaf, start in zip(wanted.sheaves, starts, strict=True)]
    copies = sum(sheaf.copies for sheaf in wanted.sheaves)
    sides = "in hai mặt" if wanted.two_sided else "in một mặt"
    counted = f"{len(rows)} văn bản, {copies} bản giấy theo nơi nhận, {sides}."
    cover.draw(stack, rows, heading=(TITLE, wanted.issuer), counted=counted)


def _to_new_sheet(stack: pikepdf.Pdf, *, two_sided: bool) -> None:
    if two_sided and len(stack.pages) % 2:
        stack.add_blank_page(page_size=(cover.WIDTH, cover.HEIGHT))


def _bookmarks(stack: pikepdf.Pdf, wanted: Order, starts: list[int]) -> None:
    with stack.open_outline() as outline:
        outline.root.append(OutlineItem("Danh mục văn bản", 0))
        for sheaf, start in zip(wanted.sheaves, starts, strict=True):
            outline.root.append(OutlineItem(f"{sheaf.symbol} - {sheaf.title}", start - 1))


def explain(error: Exception) -> str:
    """The sentence shown beside "thử lại"; the log has the rest."""
    if isinstance(error, storage.DamagedFile):
        return "Tệp đã lưu của một văn bản trong tập bị hỏng. Mở văn bản đó để cổng tạo lại rồi thử lại."
    return f"Máy ghép tập in báo lỗi {type(error).__name__}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
