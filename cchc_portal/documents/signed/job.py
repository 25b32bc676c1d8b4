"""The worker's part of a paper's signature: what goes where on the paper, and what follows when it is done; the steps are in `by_key`."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import leases, storage
from cchc_portal.documents import paper as engine
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.models import Signature
from cchc_portal.documents.paper.parts import Place
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import Order

CHANGED = "Văn bản đã tạo không còn khớp với bản mà cổng dựng lại để tìm chỗ ký; dừng ký số rồi cấp số lại."


@dataclass(frozen=True)
class Claim:
    """The right to work on one signature, with all that is read from the database."""

    hold: leases.Hold
    content: bytes  # what the signature goes onto
    place: dict[str, Any] | None

    def prepare(self, certificates: Any, when: Any, *, timestamped: bool) -> Any:
        from cchc_portal.documents.signing import acts, pictures

        signature = self.hold.row
        if signatures.signs_alone(signature):
            words = copied_paper.box_14(signature.paper.snapshot.content)
            return acts.prepare_copy(self.content, words, certificates, when, timestamped=timestamped)
        place = _place(self)
        self.hold.keep(place=place.as_json())
        drawn = storage.load(signature.province_id, signature.means.picture)
        if signature.order == Order.PERSON:
            picture = pictures.signature_picture(drawn)
            return acts.prepare_person(
                self.content, place, picture, certificates, when, timestamped=timestamped
            )
        seal, width = pictures.seal_picture(drawn), float(signature.means.width_mm or 0)
        return acts.prepare_agency(
            self.content, place, seal, width, certificates, when, timestamped=timestamped
        )

    def finish(self, certificate: bytes, finished: Any) -> None:
        from cchc_portal.documents.signing import certificates

        about = certificates.about(certificate)
        with transaction.atomic(), acting_in(self.hold.row.province_id):
            locked = self.hold.still().select_for_update(of=("self",))
            held = locked.select_related("paper__agency", "signer").first()
            if held is None:
                raise leases.Lost
            held.certificate, held.holder, held.timestamped = about.digest, about.holder, finished.timestamped
            signatures.done(held, finished.content)


def claim(signature_id: int) -> Claim | None:
    """Take a signature that is due; None where another has it, or it is stopped, or its paper is not made yet."""
    hold = leases.take(Signature, signature_id, "paper__snapshot", "means", "signer")
    if hold is None:
        return None
    signature = hold.row
    place = signature.place
    if signature.order == Order.AGENCY and not signatures.signs_alone(signature):
        place = signatures.standing(signature.paper)[Order.PERSON].place
    return Claim(hold, signatures.to_be_signed(signature), place)


def _place(claimed: Claim) -> Place:
    """Where the first signature block leaves its space; the agency's seal goes where the person signed."""
    from cchc_portal.documents.signing.answers import SigningError

    if claimed.place is not None:
        return Place(**claimed.place)
    paper = claimed.hold.row.paper
    made = engine.made(paper.snapshot.content)
    unsigned = paper.unsigned_digest or paper.file_digest
    if hashlib.sha256(made.content).hexdigest() != unsigned or not made.places:
        raise SigningError(CHANGED)
    return made.places[0]
