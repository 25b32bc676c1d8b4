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


MAX_ATTEMPTS = 5
BULK_FROM_ROWS = 100


class NumberStatus(models.TextChoices):
    RESERVED = "reserved", "Đang giữ số"
    GIVEN = "given", "Đã cấp số"
    VOID = "void", "Số đã hủy"


NUMBER_TONES = {NumberStatus.RESERVED: "warn", NumberStatus.GIVEN: "ok", NumberStatus.VOID: "danger"}


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
    QUEUED = "queued", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    RECEIVED = "received", "Đã nhận"
    FAILED = "failed", "Không gửi được"


SENDING_TONES = {
    SendingState.QUEUED: "neutral",
    SendingState.SENDING: "info",
    SendingState.SENT: "info",
    SendingState.RECEIVED: "ok",
    SendingState.FAILED: "danger",
}
