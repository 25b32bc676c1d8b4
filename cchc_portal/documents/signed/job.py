"""The worker's part of a signature: prepare once, ask once, poll until there is an answer, put it in.

Between the steps lie a row and stored bytes, so that a killed worker's signature is taken up where it stood. A key or service that cannot
be reached leaves the signature waiting, visibly, and it is tried again by the clock (docs/adr/0009).
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.permissions import Refused as NotNow
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import paper as engine
from cchc_portal.documents import storage
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.models import Signature
from cchc_portal.documents.paper.parts import Place
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import UNDER_WAY, Order, SignatureState

LEASE = timedelta(minutes=2)
PATIENCE = (2, 5, 15, 30, 60)  # seconds until the next question
BROKEN = "Máy ký số báo lỗi {}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
CHANGED = "Văn bản đã tạo không còn khớp với bản mà cổng dựng lại để tìm chỗ ký; dừng ký số rồi cấp số lại."

log = logging.getLogger(__name__)


class Lost(Exception):
    """Stopped meanwhile, or taken up by another worker."""


@dataclass(frozen=True)
class Claim:
    """The right to work on one signature until the lease runs out, with all that is read from the database."""

    signature: Signature
    lease: UUID
    content: bytes  # what the signature goes onto
    place: dict[str, Any] | None


def claim(signature_id: int) -> Claim | None:
    """Take a signature that is due; None where another has it, or it is stopped, or its paper is not made yet."""
    now, lease = timezone.now(), uuid4()
    due = Signature.objects.claimable(now).filter(pk=signature_id)
    if not due.update(lease=lease, lease_until=now + LEASE, woken_at=now):
        return None
    signature = Signature.objects.select_related("paper__snapshot", "means", "signer").get(pk=signature_id)
    place = signature.place
    if signature.order == Order.AGENCY and not signatures.signs_alone(signature):
        place = signatures.standing(signature.paper)[Order.PERSON].place
    return Claim(signature, lease, signatures.to_be_signed(signature), place)


def work(claimed: Claim) -> None:
    """As far as it comes now; every outcome is written into the row."""
    from cchc_portal.documents.signing.answers import KeyUnavailable, SigningError
    from cchc_portal.documents.signing.pictures import PictureRefused

    try:
        _advance(claimed)
    except Lost:
        log.info("Chữ ký %s đã dừng hoặc do máy khác làm.", claimed.signature.pk)
    except KeyUnavailable as error:
        _later(claimed, str(error))
    except (SigningError, PictureRefused, NotNow) as error:
        _over(claimed, SignatureState.FAILED, getattr(error, "reason", str(error)))
    except Exception as error:
        log.exception("Không ký được chữ ký %s.", claimed.signature.pk)
        _over(claimed, SignatureState.FAILED, BROKEN.format(type(error).__name__))


def _advance(claimed: Claim) -> None:
    from cchc_portal.documents.signing import deferred, keyring, timestamps
    from cchc_portal.documents.signing.answers import Refused, Signed, Waiting
    from cchc_portal.documents.signing.envelope import WrongSignature

    signature = claimed.signature
    key = keyring.named(signature.means.key_name if signature.means else "")
    prepared = _prepared(claimed, key)
    if not signature.transaction:
        started = key.start(prepared.digest)
        _save(claimed, transaction=started, state=SignatureState.ASKED)
        signature.transaction = started
    answer = key.poll(signature.transaction)
    match answer:
        case Waiting(reason):
            _later(claimed, reason)
        case Refused(reason):
            _over(claimed, SignatureState.REFUSED, reason)
        case Signed(raw):
            try:
                finished = deferred.finish(prepared, raw, timestamps.configured())
            except WrongSignature:
                _save(claimed, transaction="")  # asked anew when it is tried again
                raise
            _finish(claimed, prepared.certificates[0], finished)


def _prepared(claimed: Claim, key: Any) -> Any:
    """What was prepared before, else prepared now and kept before anybody is asked to sign it."""
    from cchc_portal.documents.signing import certificates
    from cchc_portal.documents.signing.answers import SigningError
    from cchc_portal.documents.signing.deferred import Prepared

    signature = claimed.signature
    if signature.prepared is not None:
        content = storage.load(signature.province_id, signature.prepared_file)
        return Prepared.from_json(signature.prepared, content)
    when = timezone.localtime()
    objection = certificates.objection(key.certificates[0], when)
    if objection:
        raise SigningError(objection)
    alone = signatures.signs_alone(signature)
    place = None if alone else _place(claimed)
    prepared = _act(claimed, place, key.certificates, when)
    kept = storage.store(signature.province_id, prepared.content)
    _save(claimed, place=place.as_json() if place else None, prepared=prepared.as_json(), prepared_file=kept)
    return prepared


def _place(claimed: Claim) -> Place:
    """Where the first signature block leaves its space; the agency's seal goes where the person signed."""
    from cchc_portal.documents.signing.answers import SigningError

    if claimed.place is not None:
        return Place(**claimed.place)
    paper = claimed.signature.paper
    made = engine.made(paper.snapshot.content)
    unsigned = paper.unsigned_digest or paper.file_digest
    if hashlib.sha256(made.content).hexdigest() != unsigned or not made.places:
        raise SigningError(CHANGED)
    return made.places[0]


def _act(claimed: Claim, place: Place | None, certificates: Any, when: Any) -> Any:
    from cchc_portal.documents.signing import acts, pictures, timestamps

    signature, means = claimed.signature, claimed.signature.means
    if means is None:
        raise keyless()
    stamped = timestamps.configured() is not None
    if place is None:
        words = copied_paper.box_14(signature.paper.snapshot.content)
        return acts.prepare_copy(claimed.content, words, certificates, when, timestamped=stamped)
    drawn = storage.load(signature.province_id, means.picture)
    if signature.order == Order.PERSON:
        picture = pictures.signature_picture(drawn)
        return acts.prepare_person(claimed.content, place, picture, certificates, when, timestamped=stamped)
    seal = pictures.seal_picture(drawn)
    width = float(means.width_mm or 0)
    return acts.prepare_agency(claimed.content, place, seal, width, certificates, when, timestamped=stamped)


def keyless() -> Exception:
    from cchc_portal.documents.signing.answers import SigningError

    return SigningError("Cách ký số đã bị bỏ trong lúc chờ; khai báo lại rồi ký.")


def _held(claimed: Claim) -> Any:
    return Signature.objects.filter(pk=claimed.signature.pk, lease=claimed.lease, state__in=UNDER_WAY)


def _save(claimed: Claim, **facts: Any) -> None:
    with transaction.atomic(), acting_in(claimed.signature.province_id):
        if not _held(claimed).update(**facts):
            raise Lost


def _later(claimed: Claim, reason: str) -> None:
    attempts = claimed.signature.attempts
    wait = timedelta(seconds=PATIENCE[min(attempts, len(PATIENCE) - 1)])
    with transaction.atomic(), acting_in(claimed.signature.province_id):
        _held(claimed).update(
            error=reason,
            attempts=min(attempts + 1, 1000),
            next_at=timezone.now() + wait,
            lease=None,
            lease_until=None,
        )


def _over(claimed: Claim, state: SignatureState, reason: str) -> None:
    with transaction.atomic(), acting_in(claimed.signature.province_id):
        _held(claimed).update(state=state, error=reason, lease=None, lease_until=None)


def _finish(claimed: Claim, certificate: bytes, finished: Any) -> None:
    from cchc_portal.documents.signing import certificates

    about = certificates.about(certificate)
    with transaction.atomic(), acting_in(claimed.signature.province_id):
        held = (
            _held(claimed).select_for_update(of=("self",)).select_related("paper__agency", "signer").first()
        )
        if held is None:
            raise Lost
        held.certificate, held.holder, held.timestamped = about.digest, about.holder, finished.timestamped
        signatures.done(held, finished.content)
