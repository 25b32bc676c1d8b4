"""The states of a paper that a worker makes."""

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
