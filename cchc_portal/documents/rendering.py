"""A paper row's file: its snapshot through the engine that its format names."""

from django.conf import settings

from cchc_portal.documents import long_annexes, looking_up, printed_receipt
from cchc_portal.documents import paper as engine
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.kept_appendices import KeptAppendices
from cchc_portal.documents.models import LookupCode, Paper
from cchc_portal.documents.register import printed_book
from cchc_portal.documents.states import PaperFormat


def lookup(paper: Paper) -> engine.Lookup | None:
    """What a print that is looked up carries; None for every other paper."""
    if paper.format != PaperFormat.LOOKUP:
        return None
    found = LookupCode.objects.get(paper__snapshot=paper.snapshot_id)
    return engine.Lookup(found.code, settings.SITE_URL, looking_up.notes_of(paper.snapshot))


def render(paper: Paper, lookup: engine.Lookup | None = None) -> tuple[bytes, int | None]:
    """(the file's bytes, its number of pages where that is known)."""
    if printed_book.is_book(paper.snapshot.content):
        return printed_book.pdf(paper.snapshot.content)
    if printed_receipt.is_receipt(paper.snapshot.content):
        return printed_receipt.pdf(paper.snapshot.content)
    if copied_paper.is_copy(paper.snapshot.content):
        return copied_paper.pdf(paper)
    if long_annexes.is_annex(paper.snapshot.content):
        return long_annexes.file(paper)
    marks = frozenset([*paper.marks, *_own_marks(paper)])
    if paper.format == PaperFormat.DOCX:
        return engine.docx(paper.snapshot.content, marks=marks), None
    shelf = KeptAppendices(paper.province_id)
    return engine.counted_pdf(paper.snapshot.content, marks=marks, lookup=lookup, shelf=shelf)


def _own_marks(paper: Paper) -> list[str]:
    """Sheets that will be signed are no draft any more; they leave the year to the pen."""
    if paper.format == PaperFormat.TO_SIGN:
        return ["to-sign"]
    return ["draft"] if paper.draft else []


def explain(error: Exception) -> str:
    """The sentence shown beside "thử lại"; the log has the rest."""
    if isinstance(error, MemoryError):
        return "Văn bản quá dài so với bộ nhớ của máy tạo văn bản."
    return f"Máy tạo văn bản báo lỗi {type(error).__name__}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
