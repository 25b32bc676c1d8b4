"""Verbs of a paper's two signatures: open them, ask for one, take one that was made outside, stop.

The person first, then the agency (Nghị định 30/2020/NĐ-CP, Điều 32.2.d; docs/adr/0009). Whoever calls has asked permission.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Agency, Membership, Post
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import storage, waking
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.models import Paper, Signature, SigningMeans
from cchc_portal.documents.signed import tasks
from cchc_portal.documents.signed.states import MAY_BEGIN, UNDER_WAY, Order, SignatureState, SigningWay

# What upper floors do when a signature is done, in the same transaction; they add themselves at start-up.
after_done: list[Callable[[Signature], Any]] = []

NOT_READY = "Văn bản PDF đang được tạo; ký được sau khi tạo xong."


class NotAccepted(Exception):
    """What came back from outside is not the document with valid signatures; the sentences for the person."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def means_of(agency: Agency, post: Post | None) -> SigningMeans | None:
    """With what a post signs; without a post, the agency itself. None: on their own computer."""
    found: SigningMeans | None = SigningMeans.objects.filter(agency=agency, post=post).first()
    return found


def open_both(paper: Paper) -> None:
    """Both signatures wait for their signers."""
    Signature.objects.bulk_create(
        [
            Signature.in_province(
                agency=paper.agency, paper=paper, order=order, way=SigningWay.OUTSIDE, next_at=timezone.now()
            )
            for order in Order
        ]
    )


def standing(paper: Paper) -> dict[Order, Signature]:
    found = Signature.objects.standing().filter(paper=paper).select_related("signer__user", "signer__post")
    return {Order(each.order): each for each in found.order_by("order")}


def begin(signature: Signature, means: SigningMeans | None, *, by: Membership) -> None:
    """A key signs: a worker is woken. Asked again after a failure, an answer that was there already is used."""
    if means is None or means.way == SigningWay.OUTSIDE:
        raise Refused("Chưa khai báo khóa ký số; tải văn bản xuống, ký bằng thiết bị rồi tải bản đã ký lên.")
    locked = _to_be_begun(signature)
    if locked.state == SignatureState.REFUSED or not locked.transaction or locked.means_id != means.pk:
        locked.forget_question()
    locked.state = SignatureState.ASKED if locked.transaction else SignatureState.PREPARED
    locked.means, locked.way, locked.signer = means, means.way, by
    locked.asked_at = timezone.now()
    locked.begin_anew()
    locked.save()
    wake(locked)


def _to_be_begun(signature: Signature) -> Signature:
    locked: Signature = (
        Signature.objects.select_for_update(of=("self",)).select_related("paper").get(pk=signature.pk)
    )
    if locked.state not in MAY_BEGIN:
        raise Refused(f"Chữ ký này đang ở tình trạng “{locked.get_state_display()}” nên không ký lại.")
    if not locked.paper.is_ready:
        raise Refused(NOT_READY)
    return locked


def wake(signature: Signature) -> None:
    waking.when_committed(signature, tasks.send_signature)


def to_be_signed(signature: Signature) -> bytes:
    """The exact bytes that this signature goes onto: the paper, or what the person has signed."""
    if not signature.paper.is_ready:
        raise Refused(NOT_READY)
    if signature.order == Order.PERSON or signs_alone(signature):
        return storage.load(signature.province_id, signature.paper.file_digest)
    return storage.load(signature.province_id, _persons(signature).file_digest)


def signs_alone(signature: Signature) -> bool:
    """On an electronic copy the agency signs what it has copied; nobody signs before it."""
    return copied_paper.is_electronic(signature.paper.snapshot.content)


def _persons(signature: Signature) -> Signature:
    first = standing(signature.paper).get(Order.PERSON)
    if first is None or not first.is_done:
        raise Refused("Người có thẩm quyền chưa ký số; chữ ký số của cơ quan chỉ được ký sau.")
    return first


def bring(signature: Signature, content: bytes, means: SigningMeans | None, *, by: Membership) -> None:
    """Take the file that was signed outside; raises NotAccepted, and then only the upload is kept."""
    locked = _to_be_begun(signature)
    locked.way, locked.means, locked.signer = SigningWay.OUTSIDE, means, by
    verdict = _judged(locked, content, means)
    if not verdict.bottom_line:
        raise NotAccepted(verdict.sentences)
    last = verdict.signatures[-1]
    locked.asked_at = locked.asked_at or timezone.now()
    locked.certificate, locked.holder, locked.timestamped = last.certificate, last.signer, last.timestamped
    done(locked, content)


def _judged(signature: Signature, content: bytes, means: SigningMeans | None) -> Any:
    from cchc_portal.documents.signing import outside  # heavy: only who signs pays for it
    from cchc_portal.documents.verifying import Expected, trust

    known = means.certificate if means else ""
    expected = [Expected("người ký văn bản" if signature.order == Order.PERSON else "cơ quan", known or None)]
    if signature.order == Order.AGENCY and not signs_alone(signature):
        expected.insert(0, Expected("người ký văn bản", _persons(signature).certificate))
    return outside.judge(to_be_signed(signature), content, expected, trust.configured())


def keep_refused(signature: Signature, content: bytes, *, by: Membership) -> None:
    """The upload stays for inspection; the signature is as it was."""
    digest = storage.store(signature.province_id, content)
    Signature.objects.filter(pk=signature.pk).update(refused_file=digest)
    record(signature, "upload_refused", by=by, file=digest)


def done(signature: Signature, content: bytes) -> None:
    """The signed bytes are kept by their hash; with the agency's signature they become the paper's own file."""
    signature.file_digest = storage.store(signature.province_id, content)
    signature.file_size, signature.done_at = len(content), timezone.now()
    signature.state, signature.error, signature.refused_file = SignatureState.DONE, "", ""
    signature.lease = signature.lease_until = None
    signature.save()
    record(signature, "signed", by=signature.signer, file=signature.file_digest, holder=signature.holder)
    if signature.order == Order.AGENCY:
        _freeze(signature)
    for follow in after_done:
        follow(signature)


def _freeze(signature: Signature) -> None:
    paper = signature.paper
    paper.unsigned_digest, paper.file_digest = paper.file_digest, signature.file_digest
    paper.file_size = signature.file_size
    paper.save(update_fields=["unsigned_digest", "file_digest", "file_size"])


def lock_all(paper_id: int) -> None:
    """Before the plan is locked, in the worker's own order."""
    list(
        Signature.objects.standing().filter(paper_id=paper_id).select_for_update(of=("self",)).order_by("pk")
    )


def stop(paper: Paper) -> None:
    """What is under way is dropped, what is done no longer counts; the rows stay."""
    Signature.objects.standing().filter(paper=paper).update(
        state=SignatureState.STOPPED, lease=None, lease_until=None
    )


def is_under_way(paper: Paper) -> bool:
    found: bool = Signature.objects.filter(paper=paper, state__in=UNDER_WAY).exists()
    return found
