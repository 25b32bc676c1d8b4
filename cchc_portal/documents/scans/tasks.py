"""The worker's entrance to scans: a message carries only ids, the row says what to do."""

from celery import shared_task

from cchc_portal.documents import waking


def send_scan(scan_id: int, province_id: int) -> None:
    waking.send(read_scan, "bản quét", scan_id, province_id, queue="bulk")


@shared_task(name="documents.read_scan", acks_late=True, reject_on_worker_lost=True)
def read_scan(scan_id: int, province_id: int) -> None:
    """Claim, read outside any transaction, settle. Safe to run twice."""
    from cchc_portal.documents.scans import scanning  # it wakes by this module

    scanning.work(scan_id, province_id)
