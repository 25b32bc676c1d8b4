"""The worker's entrance to signatures and to what is added behind the last one, and the clock's: a message carries only ids."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents.models import LongTermFile, Signature

AT_ONCE = 50  # of one province in one sweep

log = logging.getLogger(__name__)


def send_signature(signature_id: int, province_id: int) -> None:
    """Wake a worker. Where the broker is away nothing is lost: the sweeper finds the row."""
    try:
        sign.apply_async((signature_id, province_id), queue="interactive", retry=False)
    except (sign.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; chữ ký %s sẽ được gọi lại sau.", signature_id)


@shared_task(name="documents.sign", acks_late=True, reject_on_worker_lost=True)
def sign(signature_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice, or for a signature that is stopped."""
    from cchc_portal.documents.signed import job  # heavy, and it wakes by this module

    with transaction.atomic(), acting_in(province_id):
        claimed = job.claim(signature_id)
    if claimed is not None:
        job.work(claimed)


def send_extension(row_id: int, province_id: int) -> None:
    """Wake a worker of the long queue: nobody waits for it; the sweeper finds the row where the broker is away."""
    try:
        extend.apply_async((row_id, province_id), queue="bulk", retry=False)
    except (extend.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; dấu thời gian %s sẽ được gọi lại sau.", row_id)


@shared_task(name="documents.extend", acks_late=True, reject_on_worker_lost=True)
def extend(row_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice."""
    from cchc_portal.documents.signed import extending

    with transaction.atomic(), acting_in(province_id):
        claimed = extending.claim(row_id)
    if claimed is not None:
        extending.work(claimed)


@shared_task(name="documents.wake_signatures", ignore_result=True, expires=10)
def wake_signatures() -> int:
    """Ask again about every signature and every timestamp that is due: the service was slow, the message lost, the worker killed."""
    from cchc_portal.documents.signed import extending, signatures

    woken = 0
    patience = timedelta(seconds=settings.PAPER_PATIENCE_SECONDS)
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            for signature in Signature.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                signatures.wake(signature)
                woken += 1
            for row in LongTermFile.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                extending.wake(row)
                woken += 1
    return woken
