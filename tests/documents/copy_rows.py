"""A copy as a clerk has made it, for tests that walk all tables and addresses."""

from django.utils import timezone

from cchc_portal.agencies.models import Membership
from cchc_portal.documents import storage
from cchc_portal.documents.copies import copying, originals
from cchc_portal.documents.copies import files as copy_files
from cchc_portal.documents.copies.signers import choices
from cchc_portal.documents.models import DocumentCopy, Paper, Snapshot
from cchc_portal.documents.states import PaperState
from cchc_portal.vietnam.copies import CopyForm
from tests.documents import signing_rows


def one(original: Snapshot, clerk: Membership) -> DocumentCopy:
    """Sao y on paper, printed."""
    agency, day = clerk.post.agency, timezone.localdate()
    if originals.sheets_of(original) is None:
        signing_rows.a_scan(Paper.objects.get(snapshot=original, format="pdf", draft=False), clerk)
    wanted = copying.Wanted(
        form=CopyForm.TRUE,
        day=day,
        place="Đồng Nai",
        signer=choices(agency, day)[0],
        recipients=("Như trên",),
        count=1,
    )
    made = copying.on_paper(agency, original, wanted, by=clerk)
    paper = copy_files.ask_for_print(made)
    paper.state, paper.ready_at = PaperState.READY, paper.asked_at
    paper.file_digest, paper.file_size = storage.store(paper.province_id, b"%PDF-copy"), 9
    paper.save()
    return made
