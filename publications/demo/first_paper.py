"""Where the first paper lies: waited for, since a worker makes it, and shown with its address and its file."""

import time

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import storage
from publications.models import Announcement

PROVINCE, SYMBOL = "dong-nai", "06/KH-KCNĐN"
PAUSE = 0.5


def shown(*, patience: float) -> str:
    """The lines to print; after `patience` seconds without a worker, where the paper will be."""
    deadline = time.monotonic() + patience
    while (place := _place()) is None and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return place or f"Văn bản {SYMBOL} đang chờ tiến trình nền tạo; xem tại {settings.SITE_URL}/{PROVINCE}/."


def _place() -> str | None:
    province = Province.objects.get(slug=PROVINCE)
    with transaction.atomic(), acting_in(province.pk):
        told = Announcement.objects.with_agency().get(symbol=SYMBOL)
        if told.paper is None or not told.paper.is_ready:
            return None
        address = settings.SITE_URL + reverse("publications:paper", args=[PROVINCE, told.slug])
        return f"Văn bản đầu tiên ({SYMBOL}):\n  {address}\n  {storage.file_path(province.pk, told.paper.file_digest)}"
