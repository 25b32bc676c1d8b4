"""One row of each table of signing, for tests that walk all tables and addresses."""

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from cchc_portal.documents.models import LongTermFile, Paper, Signature, SignedScan, SigningMeans
from cchc_portal.documents.signing_states import Order, SigningWay


def one_of_each(paper: Paper, member: Membership) -> SignedScan:
    """With what the post signs, a signature that was stopped, a timestamp that is waited for, a scan."""
    SigningMeans.objects.create(agency=paper.agency, post=member.post, way=SigningWay.OUTSIDE)
    Signature.objects.create(
        agency=paper.agency,
        paper=paper,
        order=Order.PERSON,
        way=SigningWay.OUTSIDE,
        state="stopped",
        signer=member,
    )
    LongTermFile.objects.get_or_create(paper=paper, defaults={"agency": paper.agency})
    content = b"%PDF-1.7 scan"
    scan: SignedScan = SignedScan.objects.create(
        agency=paper.agency,
        paper=paper,
        name="ban-quet.pdf",
        kind="pdf",
        file_digest=storage.store(paper.province_id, content),
        file_size=len(content),
        uploaded_by=member.user,
    )
    return scan
