"""One scan as a clerk has brought it, for tests that walk all tables and addresses."""

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from cchc_portal.documents.models import IncomingScan
from cchc_portal.documents.scans.states import Outcome
from cchc_portal.documents.states import PaperState


def one(clerk: Membership) -> IncomingScan:
    """Read, of no paper that could be told."""
    content = b"%PDF-1.7 from the scanner"
    scan: IncomingScan = IncomingScan.objects.create(
        agency=clerk.post.agency,
        uploaded_by=clerk,
        name="ban-quet.pdf",
        kind="pdf",
        file_digest=storage.store(clerk.province_id, content),
        file_size=len(content),
        state=PaperState.READY,
        ready_at=clerk.post.agency.issued_numbers.first().given_at,
        outcome=Outcome.UNMATCHED,
        says="Không thấy mã tra cứu trên bản quét. Chọn văn bản.",
    )
    return scan
