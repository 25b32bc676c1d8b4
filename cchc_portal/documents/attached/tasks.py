"""The worker's entrance to signatures on attached files, and the clock's: a message carries only ids."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents.models import AttachedFile

AT_ONCE = 50  # of one province in one sweep

log = logging.getLogger(__name__)


def send_attached(attached_id: int, province_id: int) -> None:
    """Wake a worker of the long queue; the sweeper finds the row where the broker is away."""
    try:
        sign_attached.apply_async((attached_id, province_id), queue="bulk", retry=False)
    except (sign_attached.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; phụ lục kèm theo %s sẽ được gọi lại sau.", attached_id)


@shared_task(name="documents.sign_attached", acks_late=True, reject_on_worker_lost=True)
def sign_attached(attached_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice."""
    from cchc_portal.documents.attached import job  # heavy, and it wakes by this module

    with transaction.atomic(), acting_in(province_id):
        claimed = job.claim(attached_id)
    if claimed is not None:
        job.work(claimed)


@shared_task(name="documents.wake_attached", ignore_result=True, expires=10)
def wake_attached() -> int:
    """Ask again about every signature that is due: the service was slow, the message lost, the worker killed."""
    from cchc_portal.documents.attached import attaching

    woken = 0
    patience = timedelta(seconds=settings.PAPER_PATIENCE_SECONDS)
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            for row in AttachedFile.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                attaching.wake(row)
                woken += 1
    return woken
