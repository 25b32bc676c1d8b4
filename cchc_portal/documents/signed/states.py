"""The states of a digital signature, the ways of making one, and in which order a paper is signed (Nghị định 30/2020/NĐ-CP, Điều 32.2.d)."""

from django.db import models


class SigningWay(models.TextChoices):
    KEY = "key", "Khóa đặt tại máy chủ của cổng"
    REMOTE = "remote", "Dịch vụ ký số từ xa"
    OUTSIDE = "outside", "Ký bằng thiết bị trên máy tính của người ký"


class Order(models.IntegerChoices):
    PERSON = 1, "Người có thẩm quyền"
    AGENCY = 2, "Cơ quan"


class SignatureState(models.TextChoices):
    WAITING = "waiting", "Chưa ký"
    PREPARED = "prepared", "Đang ký"
    ASKED = "asked", "Chờ dịch vụ ký số"
    DONE = "done", "Đã ký"
    REFUSED = "refused", "Bị từ chối"
    FAILED = "failed", "Không ký được"
    STOPPED = "stopped", "Đã dừng"


UNDER_WAY = (SignatureState.PREPARED, SignatureState.ASKED)
MAY_BEGIN = (SignatureState.WAITING, SignatureState.REFUSED, SignatureState.FAILED)
SIGNATURE_TONES = {
    SignatureState.WAITING: "neutral",
    SignatureState.PREPARED: "info",
    SignatureState.ASKED: "info",
    SignatureState.DONE: "ok",
    SignatureState.REFUSED: "danger",
    SignatureState.FAILED: "danger",
    SignatureState.STOPPED: "neutral",
}
