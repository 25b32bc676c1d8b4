"""What a key does for a row that waits to be signed: prepare once, ask once, poll until there is an answer, put it in.

Between the steps lie the row and stored bytes, so that a killed worker's signature is taken up where it stood. A key or service that cannot
be reached leaves the row waiting, visibly, and it is tried again by the clock (docs/adr/0009).
"""

import logging
from typing import Any, Protocol

from django.utils import timezone

from cchc_portal.agencies.permissions import Refused as NotNow
from cchc_portal.documents import storage
from cchc_portal.documents.leases import Hold, Lost
from cchc_portal.documents.signed.states import SignatureState

BROKEN = "Máy ký số báo lỗi {}. Thử lại; nếu vẫn lỗi, báo quản trị viên."
KEYLESS = "Cách ký số đã bị bỏ trong lúc chờ; khai báo lại rồi ký."

log = logging.getLogger(__name__)


class Work(Protocol):
    """One kind of row, a `KeyWork` whose states have the same names as a signature's."""

    @property
    def hold(self) -> Hold: ...

    def prepare(self, certificates: Any, when: Any, *, timestamped: bool) -> Any:
        """What the key is to sign."""

    def finish(self, certificate: bytes, finished: Any) -> None:
        """The signed bytes are kept; raises Lost where the row is not ours any more."""


def work(claimed: Work) -> None:
    """As far as it comes now; every outcome is written into the row."""
    from cchc_portal.documents.signing.answers import KeyUnavailable, SigningError
    from cchc_portal.documents.signing.pictures import PictureRefused

    hold = claimed.hold
    try:
        _advance(claimed)
    except Lost:
        log.info("%s đã dừng hoặc do máy khác làm.", _name(hold))
    except KeyUnavailable as error:
        hold.put_off(str(error))
    except (SigningError, PictureRefused, NotNow) as error:
        hold.close(state=SignatureState.FAILED, error=getattr(error, "reason", str(error)))
    except Exception as error:
        log.exception("Không ký được: %s.", _name(hold))
        hold.close(state=SignatureState.FAILED, error=BROKEN.format(type(error).__name__))


def _name(hold: Hold) -> str:
    return f"{hold.row._meta.verbose_name} {hold.row.pk}"


def _advance(claimed: Work) -> None:
    from cchc_portal.documents.signing import deferred, keyring, timestamps
    from cchc_portal.documents.signing.answers import Refused, Signed, SigningError, Waiting
    from cchc_portal.documents.signing.envelope import WrongSignature

    hold, row = claimed.hold, claimed.hold.row
    if row.means is None:
        raise SigningError(KEYLESS)
    key = keyring.named(row.means.key_name)
    prepared = _prepared(claimed, key)
    if not row.transaction:
        started = key.start(prepared.digest)
        hold.keep(transaction=started, state=SignatureState.ASKED)
        row.transaction = started
    match key.poll(row.transaction):
        case Waiting(reason):
            hold.put_off(reason)
        case Refused(reason):
            hold.close(state=SignatureState.REFUSED, error=reason)
        case Signed(raw):
            try:
                finished = deferred.finish(prepared, raw, timestamps.configured())
            except WrongSignature:
                hold.keep(transaction="")  # asked anew when it is tried again
                raise
            claimed.finish(prepared.certificates[0], finished)


def _prepared(claimed: Work, key: Any) -> Any:
    """What was prepared before, else prepared now and kept before anybody is asked to sign it."""
    from cchc_portal.documents.signing import certificates, timestamps
    from cchc_portal.documents.signing.answers import SigningError
    from cchc_portal.documents.signing.deferred import Prepared

    row = claimed.hold.row
    if row.prepared is not None:
        return Prepared.from_json(row.prepared, storage.load(row.province_id, row.prepared_file))
    when = timezone.localtime()
    objection = certificates.objection(key.certificates[0], when)
    if objection:
        raise SigningError(objection)
    prepared = claimed.prepare(key.certificates, when, timestamped=timestamps.configured() is not None)
    kept = storage.store(row.province_id, prepared.content)
    claimed.hold.keep(prepared=prepared.as_json(), prepared_file=kept)
    return prepared
