"""Whether a file is an appendix of its own that was issued with a paper here (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b)."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from cchc_portal.documents import looking_up
from cchc_portal.documents.attached import attaching
from cchc_portal.documents.models import AttachedFile
from cchc_portal.documents.standing import Standing
from cchc_portal.vietnam import dates

SAME = "Mã SHA-256 của tệp trùng với mã của tệp được lưu trên cổng."
EXTENDED = (
    "Tệp gồm nguyên vẹn phụ lục đã ký số; sau đó cổng chỉ thêm dấu thời gian và dữ liệu kiểm tra lâu dài."
)
UNSIGNED = "Tệp không có chữ ký số của cơ quan ban hành."
BEFORE = "Bản có giá trị là tệp đã ký số được lưu trên cổng."


@dataclass(frozen=True)
class KnownAttached:
    """What is told of it, and since when the portal has had these bytes."""

    headline: str
    sentences: tuple[str, ...]
    in_force: bool
    since: datetime
    digest: str


def known(content: bytes) -> KnownAttached | None:
    """From outside every province, by the hash of the whole file alone."""
    digest = hashlib.sha256(content).hexdigest()
    for province_id in looking_up.provinces():
        with looking_up.inside(province_id):
            row = attaching.of_file(digest)
            if row is not None:
                return _told(row, digest)
    return None


def _gone(row: AttachedFile, standing: Standing) -> str:
    return "" if standing.in_force else f"Văn bản số {row.symbol} {standing}. "


def _told(row: AttachedFile, digest: str) -> KnownAttached:
    snapshot = row.paper.snapshot
    day = dates.short_date(date.fromisoformat(snapshot.content["issued_on"]))
    standing = looking_up.standing_of(snapshot)
    what = (
        f"{_gone(row, standing)}Tệp này là “{row.title}”, phụ lục kèm theo văn bản số {row.symbol} ngày {day}"
    )
    if digest == row.original_digest != row.file_digest:
        return KnownAttached(f"{what}, trước khi được ký số.", (BEFORE,), False, row.attached_at, digest)
    extended = () if digest == row.file_digest else (EXTENDED,)
    unsigned = () if row.is_done else (UNSIGNED,)
    since = row.done_at or row.attached_at
    return KnownAttached(f"{what}.", (SAME, *extended, *unsigned), standing.in_force, since, digest)
