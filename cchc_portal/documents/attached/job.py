"""The worker's part of the agency's signature on an attached file: its words in the corner, its bytes; the steps are in `signed/by_key`."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import leases, storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.attached.states import AttachedState
from cchc_portal.documents.models import AttachedFile

CHANGED = "Tệp đã ký không còn bắt đầu bằng đúng tệp đã ban hành."


@dataclass(frozen=True)
class Claim:
    """The right to work on one file, with its bytes as they were issued."""

    hold: leases.Hold
    content: bytes

    def prepare(self, certificates: Any, when: Any, *, timestamped: bool) -> Any:
        from cchc_portal.documents.signing import acts

        words = f"Số: {self.hold.row.symbol}"
        return acts.prepare_appendix(self.content, words, certificates, when, timestamped=timestamped)

    def finish(self, certificate: bytes, finished: Any) -> None:
        from cchc_portal.documents.signing import certificates
        from cchc_portal.documents.signing.answers import SigningError

        if not finished.content.startswith(self.content):
            raise SigningError(CHANGED)
        row = self.hold.row
        with transaction.atomic(), acting_in(row.province_id):
            row.holder = certificates.about(certificate).holder
            row.file_digest = storage.store(row.province_id, finished.content)
            kept = self.hold.close(
                state=AttachedState.DONE,
                file_digest=row.file_digest,
                file_size=len(finished.content),
                holder=row.holder,
                timestamped=finished.timestamped,
                done_at=timezone.now(),
                error="",
            )
            if not kept:
                raise leases.Lost
            attaching.signed(row)


def claim(attached_id: int) -> Claim | None:
    """Take a file that is due; None where another has it, or there is nothing to sign."""
    hold = leases.take(AttachedFile, attached_id, "means", "signer", "paper")
    if hold is None:
        return None
    return Claim(hold, storage.load(hold.row.province_id, hold.row.original_digest))
