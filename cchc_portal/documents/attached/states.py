"""How far the agency's signature on an appendix that is a file of its own has come (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b)."""

from django.db import models


class AttachedState(models.TextChoices):
    UNSIGNED = "unsigned", "Không ký số trên tệp này"
    PREPARED = "prepared", "Đang ký số"
    ASKED = "asked", "Chờ dịch vụ ký số"
    DONE = "done", "Cơ quan đã ký số"
    REFUSED = "refused", "Bị từ chối ký số"
    FAILED = "failed", "Không ký số được"


BEING_SIGNED = (AttachedState.PREPARED, AttachedState.ASKED)
MAY_RETRY = (AttachedState.REFUSED, AttachedState.FAILED)
ATTACHED_TONES = {
    AttachedState.UNSIGNED: "neutral",
    AttachedState.PREPARED: "info",
    AttachedState.ASKED: "info",
    AttachedState.DONE: "ok",
    AttachedState.REFUSED: "danger",
    AttachedState.FAILED: "danger",
}
