"""The file of an issued paper that leaves the agency, and those that go with it."""

from cchc_portal.documents import file_names, storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.models import IssuedNumber, Paper
from cchc_portal.documents.states import PaperFormat


def paper_of(line: IssuedNumber) -> Paper | None:
    """The PDF of record, made or still being made; none for a paper that the portal never had."""
    if line.snapshot_id is None:
        return None
    made = Paper.objects.filter(snapshot_id=line.snapshot_id, format=PaperFormat.PDF, draft=False)
    found: Paper | None = made.order_by("-id").first()
    return found


def file_of(line: IssuedNumber) -> tuple[str, bytes] | None:
    """(name, bytes) once the PDF is ready."""
    paper = paper_of(line)
    if paper is None or not paper.is_ready:
        return None
    return f"{file_names.safe(line.symbol)}.pdf", storage.load(paper.province_id, paper.file_digest)


def enclosures_of(line: IssuedNumber) -> tuple[attaching.Enclosure, ...] | None:
    """The appendices that are files of their own; None while one is being signed and is worth waiting for."""
    paper = paper_of(line)
    return attaching.enclosures(paper) if paper is not None else ()
