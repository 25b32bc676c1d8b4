"""What a copy is taken of: the scan of the sheets signed in ink, or the file signed digitally (Nghị định 30/2020/NĐ-CP, Điều 3.10, 25)."""

from dataclasses import dataclass

from cchc_portal.agencies.permissions import Refused
from cchc_portal.documents import storage
from cchc_portal.documents.models import Paper, Snapshot
from cchc_portal.documents.scans import kept
from cchc_portal.documents.states import PaperFormat

NO_SCAN = (
    "Văn bản ký trên giấy chưa có bản quét đã ký, đóng dấu nên chưa sao được. "
    "Cơ quan ban hành tải bản quét lên trước."
)
DAMAGED = "Tệp đã ký trong kho lưu bị hỏng nên chưa sao được; quản trị viên cần khôi phục tệp từ bản sao lưu."


@dataclass(frozen=True)
class SignedSheets:
    province_id: int
    digest: str
    kind: str  # pdf, jpg or png

    def content(self) -> bytes:
        try:
            return storage.load(self.province_id, self.digest)
        except storage.DamagedFile as error:
            raise Refused(DAMAGED) from error


def sheets_of(original: Snapshot) -> SignedSheets | None:
    """None while a document signed in ink has no scan."""
    paper = _paper_of(original)
    if paper is not None and paper.unsigned_digest:
        return SignedSheets(paper.province_id, paper.file_digest, "pdf")
    return scanned_sheets(original)


def scanned_sheets(original: Snapshot) -> SignedSheets | None:
    """The kept scan of a document signed in ink."""
    paper = _paper_of(original)
    scan = kept.standing(paper) if paper is not None and not paper.unsigned_digest else None
    return SignedSheets(scan.province_id, scan.file_digest, scan.kind) if scan else None


def _paper_of(original: Snapshot) -> Paper | None:
    made = Paper.objects.filter(snapshot=original, format=PaperFormat.PDF, draft=False)
    found: Paper | None = made.order_by("-id").first()
    return found


def require_sheets(original: Snapshot) -> SignedSheets:
    found = sheets_of(original)
    if found is None:
        raise Refused(NO_SCAN)
    return found
