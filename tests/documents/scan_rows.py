"""One scan as a clerk has brought it, for tests that walk all tables and addresses."""

from PIL import Image

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from cchc_portal.documents.models import IncomingScan, Paper
from cchc_portal.documents.scans.states import Outcome
from cchc_portal.documents.states import PaperState
from tests.documents import scans


def one(clerk: Membership, paper: Paper | None = None) -> IncomingScan:
    """Read, of no paper that could be told; or brought for this one, to be looked at."""
    content = scans.as_pdf([Image.new("L", (600, 800), 240)])
    scan: IncomingScan = IncomingScan.objects.create(
        agency=clerk.post.agency,
        uploaded_by=clerk,
        name="ban-quet.pdf",
        kind="pdf",
        pages=1,
        paper=paper,
        file_digest=storage.store(clerk.province_id, content),
        file_size=len(content),
        state=PaperState.READY,
        ready_at=clerk.post.agency.issued_numbers.first().given_at,
        outcome=Outcome.UNMATCHED,
        says="" if paper else "Không thấy mã tra cứu trên bản quét. Chọn văn bản.",
    )
    return scan
