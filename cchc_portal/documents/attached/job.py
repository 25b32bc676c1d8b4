"""The worker's part of the agency's signature on an attached file: prepare once, ask once, poll until there is an answer, put it in.

As with a paper's signatures a row and stored bytes lie between the steps, so that a killed worker's work is taken up where it stood; a
key or service that cannot be reached leaves the file waiting, visibly, and the clock asks again (docs/adr/0009).
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import storage
from cchc_portal.documents.attached.states import BEING_SIGNED, AttachedState
from cchc_portal.documents.models import AttachedFile
from cchc_portal.documents.signed import job as signing_job

LEASE = timedelta(minutes=2)
PATIENCE = (2, 5, 15, 30, 60, 300)  # seconds until the next question
CHANGED = "Tệp đã ký không còn bắt đầu bằng đúng tệp đã ban hành."

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to work on one file until the lease runs out."""

    row: AttachedFile
    lease: UUID
    content: bytes


def claim(attached_id: int) -> Claim | None:
    """Take a file that is due; None where another has it, or there is nothing to sign."""
    now, lease = timezone.now(), uuid4()
    due = AttachedFile.objects.claimable(now).filter(pk=attached_id)
    if not due.update(lease=lease, lease_until=now + LEASE, woken_at=now):
        return None
    row = AttachedFile.objects.select_related("means", "signer").get(pk=attached_id)
    return Claim(row, lease, storage.load(row.province_id, row.original_digest))


def work(claimed: Claim) -> None:
    """As far as it comes now; every outcome is written into the row, none touches the paper."""
    from cchc_portal.documents.signing.answers import KeyUnavailable, SigningError

    try:
        _advance(claimed)
    except signing_job.Lost:
        log.info("Phụ lục kèm theo %s do máy khác ký.", claimed.row.pk)
    except KeyUnavailable as error:
        _later(claimed, str(error))
    except SigningError as error:
        _over(claimed, AttachedState.FAILED, str(error))
    except Exception as error:
        log.exception("Không ký được phụ lục kèm theo %s.", claimed.row.pk)
        _over(claimed, AttachedState.FAILED, signing_job.BROKEN.format(type(error).__name__))


def _advance(claimed: Claim) -> None:
    from cchc_portal.documents.signing import deferred, keyring, timestamps
    from cchc_portal.documents.signing.answers import Refused, Signed, Waiting
    from cchc_portal.documents.signing.envelope import WrongSignature

    row = claimed.row
    if row.means is None:
        raise signing_job.keyless()
    key = keyring.named(row.means.key_name)
    prepared = _prepared(claimed, key)
    if not row.transaction:
        started = key.start(prepared.digest)
        _save(claimed, transaction=started, state=AttachedState.ASKED)
        row.transaction = started
    answer = key.poll(row.transaction)
    match answer:
        case Waiting(reason):
            _later(claimed, reason)
        case Refused(reason):
            _over(claimed, AttachedState.REFUSED, reason)
        case Signed(raw):
            try:
                finished = deferred.finish(prepared, raw, timestamps.configured())
            except WrongSignature:
                _save(claimed, transaction="")  # asked anew when it is tried again
                raise
            _finish(claimed, prepared.certificates[0], finished)


def _prepared(claimed: Claim, key: Any) -> Any:
    """What was prepared before, else prepared now and kept before anybody is asked to sign it."""
    from cchc_portal.documents.signing import acts, certificates, timestamps
    from cchc_portal.documents.signing.answers import SigningError
    from cchc_portal.documents.signing.deferred import Prepared

    row = claimed.row
    if row.prepared is not None:
        return Prepared.from_json(row.prepared, storage.load(row.province_id, row.prepared_file))
    when = timezone.localtime()
    objection = certificates.objection(key.certificates[0], when)
    if objection:
        raise SigningError(objection)
    stamped = timestamps.configured() is not None
    words = f"Số: {row.symbol}"
    prepared = acts.prepare_appendix(claimed.content, words, key.certificates, when, timestamped=stamped)
    kept = storage.store(row.province_id, prepared.content)
    _save(claimed, prepared=prepared.as_json(), prepared_file=kept)
    return prepared


def _held(claimed: Claim) -> Any:
    return AttachedFile.objects.filter(pk=claimed.row.pk, lease=claimed.lease, state__in=BEING_SIGNED)


def _save(claimed: Claim, **facts: Any) -> None:
    with transaction.atomic(), acting_in(claimed.row.province_id):
        if not _held(claimed).update(**facts):
            raise signing_job.Lost


def _later(claimed: Claim, reason: str) -> None:
    attempts = claimed.row.attempts
    wait = timedelta(seconds=PATIENCE[min(attempts, len(PATIENCE) - 1)])
    with transaction.atomic(), acting_in(claimed.row.province_id):
        _held(claimed).update(
            error=reason,
            attempts=min(attempts + 1, 1000),
            next_at=timezone.now() + wait,
            lease=None,
            lease_until=None,
        )


def _over(claimed: Claim, state: AttachedState, reason: str) -> None:
    with transaction.atomic(), acting_in(claimed.row.province_id):
        _held(claimed).update(state=state, error=reason, lease=None, lease_until=None)


def _finish(claimed: Claim, certificate: bytes, finished: Any) -> None:
    from cchc_portal.documents.signing import certificates
    from cchc_portal.documents.signing.answers import SigningError

    if not finished.content.startswith(claimed.content):
        raise SigningError(CHANGED)
    about = certificates.about(certificate)
    with transaction.atomic(), acting_in(claimed.row.province_id):
        kept = _held(claimed).update(
            state=AttachedState.DONE,
            file_digest=storage.store(claimed.row.province_id, finished.content),
            file_size=len(finished.content),
            holder=about.holder,
            timestamped=finished.timestamped,
            done_at=timezone.now(),
            error="",
            lease=None,
            lease_until=None,
        )
        if not kept:
            raise signing_job.Lost
        row = AttachedFile.objects.get(pk=claimed.row.pk)
        record(row, "signed", by=claimed.row.signer, file=row.file_digest, holder=row.holder)
