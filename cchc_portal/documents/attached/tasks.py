"""The worker's entrance to signatures on attached files, and the clock's: a message carries only ids."""

from celery import shared_task

from cchc_portal.documents import leases, waking
from cchc_portal.documents.models import AttachedFile


def send_attached(attached_id: int, province_id: int) -> None:
    waking.send(sign_attached, "phụ lục kèm theo", attached_id, province_id, queue="bulk")


@shared_task(name="documents.sign_attached", acks_late=True, reject_on_worker_lost=True)
def sign_attached(attached_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice."""
    from cchc_portal.documents.attached import job  # heavy, and it wakes by this module
    from cchc_portal.documents.signed import by_key

    leases.run(job.claim, by_key.work, attached_id, province_id)


@shared_task(name="documents.wake_attached", ignore_result=True, expires=10)
def wake_attached() -> int:
    """Ask again about every signature that is due: the service was slow, the message lost, the worker killed."""
    from cchc_portal.documents.attached import attaching

    return waking.sweep((AttachedFile.objects.forgotten, attaching.wake))
