"""The states of a paper that a worker makes, of a number in the register, and of what is sent."""

from django.db import models


class PaperState(models.TextChoices):
    QUEUED = "queued", "Đang chờ tạo"
    RENDERING = "rendering", "Đang tạo"
    READY = "ready", "Đã tạo xong"
    FAILED = "failed", "Không tạo được"


class PaperFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (.docx)"
    LOOKUP = "tra-cuu", "PDF để tra cứu (có mã và QR)"
    TO_SIGN = "de-ky", "PDF để ký trên giấy"

    @property
    def ending(self) -> str:
        """Of the file's name."""
        return "docx" if self == PaperFormat.DOCX else "pdf"


class Print(models.TextChoices):
    """What a province hands out on paper."""

    ORIGINAL = "original", "Bản gốc theo thể thức"
    LOOKUP = "lookup", "Bản in tra cứu (có mã và QR ở lề dưới)"


class CheckWay(models.TextChoices):
    TYPED = "typed", "Nhập mã"
    SCANNED = "scanned", "Quét mã QR"
    FILE = "file", "Tải tệp lên"


class CheckResult(models.TextChoices):
    FOUND = "found", "Tìm thấy văn bản"
    UNKNOWN = "unknown", "Không có mã này"
    AS_ISSUED = "as-issued", "Đúng như đã phát hành"
    SIGNED = "signed", "Văn bản đã phát hành, được ký số"
    ANNOTATED = "annotated", "Có ghi chú thêm sau khi ký"
    CHANGED = "changed", "Đã bị thay đổi"
    PAGES = "pages", "Khác số trang"
    ANOTHER = "another", "Là văn bản khác"
    FOREIGN = "foreign", "Không phát hành trên cổng"
    UNREADABLE = "unreadable", "Không đọc được tệp"


MAX_ATTEMPTS = 5
BULK_FROM_ROWS = 100


class NumberStatus(models.TextChoices):
    RESERVED = "reserved", "Đang giữ số"
    GIVEN = "given", "Đã cấp số"
    VOID = "void", "Số đã hủy"


NUMBER_TONES = {NumberStatus.RESERVED: "warn", NumberStatus.GIVEN: "ok", NumberStatus.VOID: "danger"}


class CopyMedium(models.TextChoices):
    PAPER = "paper", "Bản giấy"
    ELECTRONIC = "electronic", "Bản điện tử"


class AfterKind(models.TextChoices):
    """What may become of an issued paper (Nghị định 30/2020/NĐ-CP, Điều 18.3, 18.4)."""

    CORRECTED = "corrected", "Đính chính"
    AMENDED = "amended", "Sửa đổi, bổ sung"
    REPLACED = "replaced", "Thay thế"
    WITHDRAWN = "withdrawn", "Thu hồi"


class Way(models.TextChoices):
    INSIDE = "inside", "Trong cổng"
    EMAIL = "email", "Thư điện tử"
    PAPER = "paper", "Bản giấy"


class SendingState(models.TextChoices):
    AWAITING = "awaiting", "Chờ bản quét đã ký"
    QUEUED = "queued", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    RECEIVED = "received", "Đã nhận"
    FAILED = "failed", "Không gửi được"


SENDING_TONES = {
    SendingState.AWAITING: "warn",
    SendingState.QUEUED: "neutral",
    SendingState.SENDING: "info",
    SendingState.SENT: "info",
    SendingState.RECEIVED: "ok",
    SendingState.FAILED: "danger",
}
