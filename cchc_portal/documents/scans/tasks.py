"""The worker's entrance to scans: a message carries only ids, the row says what to do."""

import logging

from celery import shared_task
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def send_scan(scan_id: int, province_id: int) -> None:
    """Wake a worker of the long queue; the sweeper finds the row where the broker is away."""
    try:
        read_scan.apply_async((scan_id, province_id), queue="bulk", retry=False)
    except (read_scan.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; bản quét %s sẽ được gọi lại sau.", scan_id)


@shared_task(name="documents.read_scan", acks_late=True, reject_on_worker_lost=True)
def read_scan(scan_id: int, province_id: int) -> None:
    """Claim, read outside any transaction, settle. Safe to run twice."""
    from cchc_portal.documents.scans import scanning  # it wakes by this module

    scanning.work(scan_id, province_id)
