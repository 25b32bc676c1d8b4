"""The files of a copy: its print of today, the scan that it is, the agency's one signature on an electronic one."""

import hashlib
from dataclasses import dataclass

from django.utils import timezone

from cchc_portal.documents import actions, looking_up
from cchc_portal.documents.copies import copied_paper
from cchc_portal.documents.models import DocumentCopy, Paper, Signature
from cchc_portal.documents.signed import signatures
from cchc_portal.documents.signed.states import Order, SigningWay
from cchc_portal.documents.states import PaperFormat, PaperState


@dataclass(frozen=True)
class Scan:
    """The scanned document that an electronic copy is."""

    content: bytes
    pages: int


def ask_for_print(copy: DocumentCopy) -> Paper:
    """Its print of today: the same bytes as ever, but for a mark across the pages once the document is no longer in force."""
    marks = _marks(copy)
    paper, new = Paper.objects.get_or_create(
        snapshot=copy.snapshot,
        recipe=_recipe(marks),
        defaults={
            "agency": copy.agency,
            "format": PaperFormat.PDF,
            "marks": marks,
            "rows": actions.count_rows(copy.snapshot.content[copied_paper.DOCUMENT]),
        },
    )
    if new:
        actions.wake(paper)
    return paper


def print_of(copy: DocumentCopy) -> Paper | None:
    """The print of today, where it was asked for; of an electronic copy its one file."""
    found: Paper | None = Paper.objects.filter(snapshot=copy.snapshot, recipe=_recipe(_marks(copy))).first()
    return found


def _marks(copy: DocumentCopy) -> list[str]:
    """Signed bytes stay as they are, whatever becomes of the document."""
    return [] if copy.is_electronic else looking_up.marks_of(copy.original)


def _recipe(marks: list[str]) -> str:
    return hashlib.sha256(f"{actions.RECIPE_VERSION} {copied_paper.KEY} {marks}".encode()).hexdigest()


def of_scan(copy: DocumentCopy, scan: Scan) -> Paper:
    """A scan needs no making."""
    paper: Paper = Paper.objects.create(
        agency=copy.agency,
        snapshot=copy.snapshot,
        recipe=_recipe([]),
        format=PaperFormat.PDF,
        state=PaperState.READY,
        ready_at=timezone.now(),
        file_digest=copy.snapshot.content[copied_paper.KEY]["scan"],
        file_size=len(scan.content),
        pages=scan.pages,
    )
    return paper


def open_signature(paper: Paper) -> None:
    """The agency alone signs an electronic copy."""
    Signature.objects.create(
        agency=paper.agency,
        paper=paper,
        order=Order.AGENCY,
        way=SigningWay.OUTSIDE,
        next_at=timezone.now(),
    )


def signature_of(copy: DocumentCopy) -> Signature | None:
    paper = print_of(copy) if copy.is_electronic else None
    return signatures.standing(paper).get(Order.AGENCY) if paper else None


def of_file(digest: str) -> DocumentCopy | None:
    """Inside a province: the copy that a file is, to the byte."""
    made = Paper.objects.filter(
        file_digest=digest, state=PaperState.READY, snapshot__content__has_key=copied_paper.KEY
    )
    found: DocumentCopy | None = (
        DocumentCopy.objects.filter(snapshot_id__in=made.values("snapshot_id"))
        .select_related("agency__province", "line", "original", "snapshot")
        .order_by("id")
        .first()
    )
    return found
