"""What a scan of a signed paper turned out to be once it was read, and the sentences that say so."""

from django.db import models

LARGEST = 50 * 1024 * 1024
KEPT_FOR_INSPECTION = 250 * 1024 * 1024  # beyond that not even the upload is kept
MOST_AT_ONCE = 100


class Outcome(models.TextChoices):
    """Of one upload; empty while nobody has read it."""

    KEPT = "kept", "Đã ghi vào văn bản"
    UNMATCHED = "unmatched", "Chờ chọn văn bản"
    REFUSED = "refused", "Không nhận"
    ASIDE = "aside", "Đã để riêng"


class MatchedBy(models.TextChoices):
    CODE = "code", "mã trên trang"
    NUMBER = "number", "số, ký hiệu"
    HAND = "hand", "văn thư chọn"


MAY_CHOOSE = (Outcome.UNMATCHED, Outcome.ASIDE)  # what was put aside may still turn out to be somebody's
MAY_PUT_ASIDE = (Outcome.UNMATCHED, Outcome.REFUSED)
OUTCOME_TONES = {
    Outcome.KEPT: "ok",
    Outcome.UNMATCHED: "warn",
    Outcome.REFUSED: "danger",
    Outcome.ASIDE: "neutral",
}

# Why a file is no scan that can be read, by the code that the reading gives.
OBJECTIONS = {
    "empty": "Tệp này không có nội dung.",
    "not-scan": "Tệp này không phải PDF, JPEG hoặc PNG. Quét lại thành một trong ba loại tệp đó.",
    "false-name": "Đuôi tên tệp không đúng với nội dung. Đổi tên tệp cho đúng hoặc quét lại rồi tải lên.",
    "encrypted": "Tệp PDF có đặt mật khẩu nên cổng không đọc được. Bỏ mật khẩu rồi tải lên lại.",
    "damaged": "Tệp bị hỏng hoặc thiếu phần cuối nên không đọc được. Quét lại rồi tải lên.",
    "damaged-page": "Ảnh quét của một trang trong tệp bị hỏng, mở ra chỉ thấy trang trắng hoặc thiếu một phần. Quét lại rồi tải lên.",
    "too-many-pages": "Tệp có quá nhiều trang. Tách thành mỗi văn bản một tệp rồi tải lên.",
    "slow": "Đọc tệp quá lâu nên đã dừng. Quét lại ở 300 dpi rồi tải lên.",
    "heavy": "Tệp quá nặng so với bộ nhớ của máy đọc bản quét. Quét lại ở 300 dpi rồi tải lên.",
}


def too_large(size: int) -> str:
    return f"Tệp nặng {size // (1024 * 1024)} MB; bản quét nặng nhất 50 MB. Quét lại ở 300 dpi rồi tải lên."


KINDS = {"pdf": "PDF", "jpg": "ảnh JPEG", "png": "ảnh PNG", "docx": "tài liệu Word", "doc": "tài liệu Word"}
SCAN_IT = "Quét văn bản đã ký thành PDF, JPEG hoặc PNG rồi tải lên."


def objection_to(code: str, kind: str, name: str) -> str:
    """The sentence; a file that is another thing than its name says is called what it is."""
    ending = name.rpartition(".")[2].lower()
    what, named = KINDS.get(kind, ""), KINDS.get({"jpeg": "jpg"}.get(ending, ending), "")
    if not what or code not in ("false-name", "not-scan"):
        return OBJECTIONS[code]
    contrary = f", không phải {named} như đuôi tên tệp" if named and named != what else ""
    mend = f"Đổi đuôi tên tệp thành .{kind} rồi tải lên lại." if code == "false-name" else SCAN_IT
    return f"Tệp này là {what}{contrary}. {mend}"
