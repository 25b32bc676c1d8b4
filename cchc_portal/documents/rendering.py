"""A paper row's file: its snapshot through the engine that its format names."""

from cchc_portal.documents import paper as engine
from cchc_portal.documents.models import Paper
from cchc_portal.documents.states import PaperFormat


def render(paper: Paper) -> tuple[bytes, int | None]:
    """(the file's bytes, its number of pages where that is known)."""
    marks = frozenset({"draft"}) if paper.draft else frozenset()
    if paper.format == PaperFormat.DOCX:
        return engine.docx(paper.snapshot.content, marks=marks), None
    return engine.counted_pdf(paper.snapshot.content, marks=marks)


def explain(error: Exception) -> str:
    """The sentence shown beside "thử lại"; the log has the rest."""
    if isinstance(error, MemoryError):
        return "Văn bản quá dài so với bộ nhớ của máy tạo văn bản."
    return f"Máy tạo văn bản báo lỗi {type(error).__name__}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
