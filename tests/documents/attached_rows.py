"""An appendix that is a file of its own, of an issued paper, with its timestamp, for tests that walk all tables and addresses."""

from functools import cache

from django.utils import timezone

from cchc_portal.documents import storage
from cchc_portal.documents.models import AttachedFile, LongTermFile, Paper
from tests.documents import attachable


@cache
def content() -> bytes:
    """A whole file: stacks of other tests put it behind its paper."""
    return attachable.made()


def one(paper: Paper, symbol: str = "06/KH-A") -> AttachedFile:
    digest = storage.store(paper.province_id, content())
    made, _ = AttachedFile.objects.get_or_create(
        paper=paper,
        position=1,
        defaults={
            "agency": paper.agency,
            "title": "Phụ lục I. Danh mục thủ tục hành chính",
            "symbol": symbol,
            "original_digest": digest,
            "file_digest": digest,
            "file_size": len(content()),
            "pages": 1,
        },
    )
    found: AttachedFile = made
    LongTermFile.objects.get_or_create(
        paper=paper,
        attached=found,
        defaults={
            "agency": paper.agency,
            "done_at": timezone.now(),
            "file_digest": digest,
            "file_size": len(content()),
        },
    )
    return found
