"""After the last signature: a timestamp and what later checks need, put behind the issued bytes in a file of its own.

Best effort: the paper is issued without it, its bytes stay as they are, and what cannot be had now is asked for again after pauses that
grow (docs/adr/0009, 0012).
"""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import leases, storage, waking
from cchc_portal.documents.models import AttachedFile, LongTermFile, Paper
from cchc_portal.documents.signed import tasks

NO_SERVICE = "Cổng chưa được khai báo dịch vụ dấu thời gian."
NOT_YET = "Chưa thêm được dấu thời gian và dữ liệu kiểm tra lâu dài."
FOREIGN = (
    "Tệp có chữ ký số mà cổng không công nhận, nên không thêm được dấu thời gian và dữ liệu kiểm tra lâu dài. "
    "Chỉ thêm được khi quản trị hệ thống khai báo tổ chức chứng thực của chữ ký đó."
)

log = logging.getLogger(__name__)


def open_for(paper: Paper, attached: AttachedFile | None = None) -> None:
    """With the agency's signature, in its transaction: a row and a message. Nothing where the operator has named no service."""
    if not settings.TIMESTAMP_URL:
        return
    row, made = LongTermFile.objects.get_or_create(
        paper=paper, attached=attached, defaults={"agency_id": paper.agency_id}
    )
    if made:
        wake(row)


def wake(row: LongTermFile) -> None:
    waking.when_committed(row, tasks.send_extension)


def of_paper(paper: Paper) -> LongTermFile | None:
    found: LongTermFile | None = LongTermFile.objects.filter(paper=paper, attached__isnull=True).first()
    return found


def of_attached(paper: Paper) -> dict[int, LongTermFile]:
    """Of the files that go with a paper, by the id of each."""
    rows = LongTermFile.objects.filter(paper=paper, attached__isnull=False)
    return {row.attached_id: row for row in rows}


@dataclass(frozen=True)
class Claim:
    """The right to extend one paper, with its issued bytes."""

    hold: leases.Hold
    issued: bytes


def claim(row_id: int) -> Claim | None:
    hold = leases.take(LongTermFile, row_id, "paper", "attached")
    if hold is None:
        return None
    return Claim(hold, storage.load(hold.row.province_id, hold.row.issued_digest))


def work(claimed: Claim) -> None:
    """Outside any transaction; every outcome is written into the row, none touches the issued paper."""
    try:
        content = _extended(claimed.issued)
    except Exception as error:
        log.warning("Chưa thêm được dấu thời gian vào văn bản %s: %r.", claimed.hold.row.paper_id, error)
        claimed.hold.put_off(str(error) if type(error) is NotNow else why(claimed.issued))
    else:
        _keep(claimed.hold, content)


def why(issued: bytes) -> str:
    """What stands in the way: a signature whose authority the portal does not know stays in the way, however often it is tried."""
    from cchc_portal.documents.verifying import trust, verify

    try:
        verdict = verify(issued, issued_digest=None, expected=None, trust_roots=trust.configured())
    except Exception:
        log.exception("Không kiểm tra lại được văn bản chưa có dấu thời gian.")
        return NOT_YET
    return NOT_YET if all(one.bottom_line for one in verdict.signatures) else FOREIGN


class NotNow(Exception):
    """A sentence for the page."""


def _extended(issued: bytes) -> bytes:
    """Kept only where it begins with the issued bytes and our own judge finds nothing against it."""
    from cchc_portal.documents.signing import long_term, timestamps  # heavy: only who signs pays for it
    from cchc_portal.documents.verifying import trust, verify

    service = timestamps.configured()
    if service is None:
        raise NotNow(NO_SERVICE)
    trusted = trust.configured()
    content = long_term.extended(issued, trusted, service)
    verdict = verify(content, issued_digest=None, expected=None, trust_roots=trusted, given=issued)
    if not verdict.bottom_line:
        log.warning("Tệp thêm dấu thời gian không đạt: %s", " ".join(verdict.sentences))
        raise NotNow(why(issued))
    return content


def _keep(hold: leases.Hold, content: bytes) -> None:
    row = hold.row
    with transaction.atomic(), acting_in(row.province_id):
        digest = storage.store(row.province_id, content)
        size = len(content)
        if hold.close(file_digest=digest, file_size=size, done_at=timezone.now(), error=""):
            record(row, "extended", by=None, file=digest)
