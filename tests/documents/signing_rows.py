"""One row of each table of signing, for tests that walk all tables and addresses."""

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from cchc_portal.documents.models import LongTermFile, Paper, Signature, SignedScan, SigningMeans
from cchc_portal.documents.signed.states import Order, SigningWay


def one_of_each(paper: Paper, member: Membership) -> SignedScan:
    """With what the post signs, a signature that was stopped, a file with its timestamp, a scan."""
    SigningMeans.objects.create(agency=paper.agency, post=member.post, way=SigningWay.OUTSIDE)
    Signature.objects.create(
        agency=paper.agency,
        paper=paper,
        order=Order.PERSON,
        way=SigningWay.OUTSIDE,
        state="stopped",
        signer=member,
    )
    content = b"%PDF-1.7 scan"
    kept = {"file_digest": storage.store(paper.province_id, content), "file_size": len(content)}
    LongTermFile.objects.get_or_create(
        paper=paper, attached=None, defaults={"agency": paper.agency, "done_at": timezone.now(), **kept}
    )
    return a_scan(paper, member, content)


def a_scan(
    paper: Paper,
    member: Membership,
    content: bytes = b"%PDF-1.7 another scan",
    replaces: SignedScan | None = None,
) -> SignedScan:
    """Kept as the signed copy; nothing has been sent."""
    scan: SignedScan = SignedScan.objects.create(
        agency=paper.agency,
        paper=paper,
        name="ban-quet.pdf",
        kind="pdf",
        file_digest=storage.store(paper.province_id, content),
        file_size=len(content),
        uploaded_by=member.user,
        replaces=replaces,
        reason="Thiếu một trang" if replaces else "",
    )
    return scan
