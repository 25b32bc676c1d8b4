"""The file of an issued paper that leaves the agency, and those that go with it.

Of a paper signed in ink that is the scan of the signed sheets, of one signed digitally its signed file (Nghị định 30/2020/NĐ-CP, Điều 5, 18).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from cchc_portal.documents import file_names, storage
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.models import IssuedNumber, Paper, SignedScan
from cchc_portal.documents.scans import kept
from cchc_portal.documents.states import PaperFormat

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


class Signed(models.TextChoices):
    """How the file that goes out shows that the document was signed."""

    DIGITALLY = "digitally", "Văn bản điện tử đã ký số"
    SCANNED = "scanned", "Bản quét văn bản đã ký, đóng dấu"
    NOT = "not", "Tệp PDF chưa có chữ ký; văn bản đã ký là bản giấy"


@dataclass(frozen=True)
class OutgoingFile:
    name: str
    content: bytes
    kind: str  # its MIME type
    signed: Signed
    replaced: bool = False  # another scan went out before it


def paper_of(line: IssuedNumber) -> Paper | None:
    """The PDF of record, made or still being made; none for a paper that the portal never had."""
    if line.snapshot_id is None:
        return None
    made = Paper.objects.filter(snapshot_id=line.snapshot_id, format=PaperFormat.PDF, draft=False)
    found: Paper | None = made.order_by("-id").first()
    return found


def scan_of(line: IssuedNumber) -> SignedScan | None:
    paper = paper_of(line)
    return kept.standing(paper) if paper is not None and not paper.unsigned_digest else None


def file_of(line: IssuedNumber) -> OutgoingFile | None:
    """Once it is there: the signed scan, else the PDF."""
    paper, scan = paper_of(line), scan_of(line)
    if scan is not None:
        return _scanned(line, scan)
    if paper is None or not paper.is_ready:
        return None
    content = storage.load(paper.province_id, paper.file_digest)
    return OutgoingFile(f"{file_names.safe(line.symbol)}.pdf", content, TYPES["pdf"], _signed(paper, None))


def _scanned(line: IssuedNumber, scan: SignedScan) -> OutgoingFile:
    return OutgoingFile(
        scan_name(line.symbol, scan),
        storage.load(scan.province_id, scan.file_digest),
        TYPES[scan.kind],
        Signed.SCANNED,
        replaced=scan.replaces_id is not None,
    )


def scan_name(symbol: str, scan: SignedScan) -> str:
    """ "06-KH-KCNĐN (bản quét đã ký).pdf"."""
    return f"{file_names.safe(symbol)} (bản quét đã ký).{scan.kind}"


def _signed(paper: Paper, scan: SignedScan | None) -> Signed:
    if paper.unsigned_digest:
        return Signed.DIGITALLY
    return Signed.SCANNED if scan is not None else Signed.NOT


def signed_of(lines: Iterable[IssuedNumber]) -> dict[int, Signed]:
    """What goes out of each of many papers, by its snapshot, in two queries."""
    snapshots = {line.snapshot_id for line in lines if line.snapshot_id}
    scans = kept.of_snapshots(snapshots)
    papers = Paper.objects.filter(snapshot_id__in=snapshots, format=PaperFormat.PDF, draft=False)
    return {one.snapshot_id: _signed(one, scans.get(one.snapshot_id)) for one in papers.order_by("id")}


def enclosures_of(line: IssuedNumber) -> tuple[attaching.Enclosure, ...] | None:
    """The appendices that are files of their own; None while one is being signed and is worth waiting for."""
    paper = paper_of(line)
    return attaching.enclosures(paper) if paper is not None else ()
