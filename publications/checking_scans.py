"""Whether a file is the scan of a paper that was signed and stamped in ink, as its agency has kept it (Nghị định 30/2020/NĐ-CP, Điều 30)."""

from dataclasses import dataclass

from django.utils import timezone

from cchc_portal.documents import looking_up
from cchc_portal.documents.models import SignedScan
from cchc_portal.documents.scans import kept
from cchc_portal.vietnam import dates
from publications.checking import Document, document_of

SAME = "Mã SHA-256 của tệp trùng với mã của bản quét được lưu trên cổng."


@dataclass(frozen=True)
class KnownScan:
    """Of whose paper it is, since when it is kept."""

    province_id: int
    document: Document
    kept_on: str
    replaced: str = ""  # by which scan, and why: then it is not the signed copy

    @property
    def headline(self) -> str:
        one = self.document
        day = dates.short_date(one.issued_on)
        if self.replaced:
            return f"Tệp này là bản quét đã bị thay, không còn là bản quét văn bản số {one.symbol} ngày {day} của {one.issuer}."
        return f"Tệp này là bản quét văn bản số {one.symbol} ngày {day} của {one.issuer}, đã ký và đóng dấu."

    @property
    def sentences(self) -> tuple[str, ...]:
        if self.replaced:
            return (SAME, self.replaced)
        kept = f"Cơ quan ban hành lưu bản quét từ ngày {self.kept_on}; bản có giá trị là bản giấy đã ký và đóng dấu."
        return (SAME, kept)


def _replaced(scan: SignedScan) -> str:
    later = kept.replacement(scan)
    if later is None:
        return ""
    day = dates.short_date(timezone.localdate(later.uploaded_at))
    return f"Cơ quan ban hành đã thay bản quét này bằng bản quét khác ngày {day}. Lý do: {later.reason}"


def known(digest: str) -> KnownScan | None:
    """From outside every province, by the hash of the whole file alone."""
    for province_id in looking_up.provinces():
        with looking_up.inside(province_id):
            rows = SignedScan.objects.filter(file_digest=digest).select_related("paper__snapshot")
            scan = rows.order_by("id").first()
            if scan is not None:
                kept_on = dates.short_date(timezone.localdate(scan.uploaded_at))
                return KnownScan(province_id, document_of(scan.paper), kept_on, _replaced(scan))
    return None
