"""Appendices that are files of their own: judged when they come, issued with their paper, signed by the agency afterwards.

Best effort: the paper is issued whatever becomes of these signatures (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b, III.1.d).
Whoever calls has asked permission.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import Membership
from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import file_names, storage, waking
from cchc_portal.documents.attached import tasks
from cchc_portal.documents.attached.states import BEING_SIGNED, MAY_RETRY, AttachedState
from cchc_portal.documents.models import AttachedFile, IssuedNumber, Paper, SigningMeans
from cchc_portal.documents.signed import extending, signatures
from cchc_portal.documents.signed.states import Order, SigningWay

MOST = 20  # of one document
WORTH_WAITING = timedelta(minutes=10)  # for a signature, before the file leaves the agency without it
NOT_OPENED = frozenset(
    {"empty", "too-large", "jpeg", "picture", "office", "not-pdf", "encrypted", "damaged", "slow", "heavy"}
)
NO_PAGES = "Tệp PDF này không có trang nào."


class NotAttachable(Exception):
    """The file cannot be issued as it is; the sentences for the person."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Piece:
    """A file that is to be issued with a paper."""

    title: str
    file_digest: str
    file_size: int
    pages: int


def judged(content: bytes) -> int:
    """How many pages; read in a child process, whatever the file's name says. Who has signed it is none of our business."""
    from cchc_portal.documents.verifying import Trust, verify  # heavy: only who attaches pays for it

    verdict = verify(content, issued_digest=None, expected=None, trust_roots=Trust(()))
    against = tuple(one.sentence for one in verdict.reasons if one.code in NOT_OPENED)
    if against:
        raise NotAttachable(against)
    if verdict.pages is None or verdict.pages < 1:
        raise NotAttachable((NO_PAGES,))
    return verdict.pages


def issue_with(paper: Paper, symbol: str, pieces: Sequence[Piece], *, by: Membership) -> list[AttachedFile]:
    """With the paper's issue, in its transaction; the agency's key signs them if it has signed the paper."""
    means = _means_at_hand(paper)
    made = [
        AttachedFile.objects.create(
            agency=paper.agency,
            paper=paper,
            position=position,
            title=piece.title,
            symbol=symbol,
            original_digest=piece.file_digest,
            file_digest=piece.file_digest,
            file_size=piece.file_size,
            pages=piece.pages,
            means=means,
            signer=by if means else None,
            state=AttachedState.PREPARED if means else AttachedState.UNSIGNED,
        )
        for position, piece in enumerate(pieces, start=1)
    ]
    for row in made:
        if means:
            wake(row)
    return made


def _means_at_hand(paper: Paper) -> SigningMeans | None:
    """The key with which the agency has signed the paper; none where it signed outside or in ink."""
    agencys = signatures.standing(paper).get(Order.AGENCY)
    if agencys is None or not agencys.is_done or agencys.way == SigningWay.OUTSIDE:
        return None
    return agencys.means


def wake(row: AttachedFile) -> None:
    waking.when_committed(row, tasks.send_attached)


def _locked(attached_id: int) -> AttachedFile:
    rows = AttachedFile.objects.select_for_update(of=("self",)).select_related("agency", "paper")
    row: AttachedFile = rows.get(pk=attached_id)
    return row


def try_again(attached_id: int, *, by: Membership) -> AttachedFile:
    """Once more, with the key that the agency has today."""
    row = _locked(attached_id)
    if row.state not in MAY_RETRY:
        raise Refused(f"Tệp này đang ở tình trạng “{row.get_state_display()}” nên không ký lại.")
    means = signatures.means_of(row.agency, None)
    if not _has_key(means):
        raise Refused("Cơ quan không còn khóa ký số khai báo trên cổng nên tệp này giữ nguyên, không ký số.")
    row.forget_question()
    row.begin_anew()
    row.state, row.means, row.signer = AttachedState.PREPARED, means, by
    row.save()
    record(row, "asked_again", by=by)
    wake(row)
    return row


def may_be_brought(row: AttachedFile, means: SigningMeans | None) -> bool:
    """Signed by the agency on a computer of its own: where it has signed the paper digitally and no key of the portal signs this file."""
    if row.state == AttachedState.UNSIGNED:
        return bool(row.paper.unsigned_digest)
    return row.state in MAY_RETRY and not _has_key(means)


def _has_key(means: SigningMeans | None) -> bool:
    return means is not None and means.way != SigningWay.OUTSIDE


def bring(attached_id: int, content: bytes, *, by: Membership) -> AttachedFile:
    """Take the file that was signed outside; raises `signatures.NotAccepted`, and then nothing of the row is changed."""
    row = _locked(attached_id)
    means = signatures.means_of(row.agency, None)
    if not may_be_brought(row, means):
        raise Refused(f"Tệp này đang ở tình trạng “{row.get_state_display()}” nên không nhận bản ký ở ngoài.")
    signature = _judged(row, content, means)
    row.begin_anew()
    row.state, row.means, row.signer, row.refused_file = AttachedState.DONE, means, by, ""
    row.holder, row.timestamped, row.done_at = signature.signer, signature.timestamped, timezone.now()
    row.file_digest, row.file_size = storage.store(row.province_id, content), len(content)
    row.save()
    signed(row)
    return row


def _judged(row: AttachedFile, content: bytes, means: SigningMeans | None) -> Any:
    """By the certificate on record, else by the one that has sealed the paper."""
    from cchc_portal.documents.signing import outside  # heavy: only who signs pays for it
    from cchc_portal.documents.verifying import Expected, trust

    seal = signatures.standing(row.paper).get(Order.AGENCY)
    known = (means.certificate if means else "") or (seal.certificate if seal else "")
    given = storage.load(row.province_id, row.original_digest)
    added = outside.one_more(given, content, Expected("cơ quan ban hành", known or None), trust.configured())
    if added.against:
        raise signatures.NotAccepted(added.against)
    return added.signature


def keep_refused(attached_id: int, content: bytes, *, by: Membership) -> None:
    """The upload stays for inspection; the file is as it was."""
    row = AttachedFile.objects.get(pk=attached_id)
    row.refused_file = storage.store(row.province_id, content)
    row.save(update_fields=["refused_file"])
    record(row, "upload_refused", by=by, file=row.refused_file)


def signed(row: AttachedFile) -> None:
    """By a key or outside, in the same transaction: the history says so."""
    record(row, "signed", by=row.signer, file=row.file_digest, holder=row.holder)
    extending.open_for(row.paper, row)


def of_paper(paper: Paper) -> list[AttachedFile]:
    """In their order."""
    return list(
        AttachedFile.objects.filter(paper=paper).select_related("paper", "agency").order_by("position")
    )


def at(paper: Paper, position: int) -> AttachedFile | None:
    found: AttachedFile | None = AttachedFile.objects.filter(paper=paper, position=position).first()
    return found


def of_lines(lines: Sequence[IssuedNumber]) -> dict[int, list[AttachedFile]]:
    """The files of many issued papers, by the snapshot of each."""
    snapshots = [line.snapshot_id for line in lines if line.snapshot_id]
    found: dict[int, list[AttachedFile]] = {}
    rows = AttachedFile.objects.filter(paper__snapshot__in=snapshots).select_related("paper")
    for row in rows.order_by("position"):
        found.setdefault(row.paper.snapshot_id, []).append(row)
    return found


def of_file(digest: str) -> AttachedFile | None:
    """Inside a province: the attached file that has these bytes, had them before it was signed, or has them with its timestamp."""
    extended = Q(long_term_files__file_digest=digest)
    same = AttachedFile.objects.filter(Q(file_digest=digest) | Q(original_digest=digest) | extended)
    found: AttachedFile | None = same.select_related("paper__snapshot").order_by("-pk").first()
    return found


def file_name(row: AttachedFile) -> str:
    """ "06-KH-KCNĐN (phụ lục kèm theo 1).pdf"."""
    return f"{file_names.safe(row.symbol)} (phụ lục kèm theo {row.position}).pdf"


@dataclass(frozen=True)
class Enclosure:
    """A file as it leaves the agency with its paper."""

    name: str
    title: str
    content: bytes


def enclosures(paper: Paper) -> tuple[Enclosure, ...] | None:
    """What goes where the paper goes; None while a signature is worth waiting for."""
    rows = of_paper(paper)
    patience = timezone.now() - WORTH_WAITING
    awaited = BEING_SIGNED if not paper.unsigned_digest else (*BEING_SIGNED, AttachedState.UNSIGNED)
    if any(row.state in awaited and row.attached_at > patience for row in rows):
        return None
    return tuple(
        Enclosure(file_name(row), row.title, storage.load(row.province_id, row.file_digest)) for row in rows
    )
