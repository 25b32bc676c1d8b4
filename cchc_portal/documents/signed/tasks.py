"""The worker's entrance to signatures and to what is added behind the last one, and the clock's: a message carries only ids."""

from celery import shared_task

from cchc_portal.documents import leases, waking
from cchc_portal.documents.models import LongTermFile, Signature


def send_signature(signature_id: int, province_id: int) -> None:
    waking.send(sign, "chữ ký", signature_id, province_id, queue="interactive")


@shared_task(name="documents.sign", acks_late=True, reject_on_worker_lost=True)
def sign(signature_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice, or for a signature that is stopped."""
    from cchc_portal.documents.signed import by_key, job  # heavy, and it wakes by this module

    leases.run(job.claim, by_key.work, signature_id, province_id)


def send_extension(row_id: int, province_id: int) -> None:
    """On the long queue: nobody waits for it."""
    waking.send(extend, "dấu thời gian", row_id, province_id, queue="bulk")


@shared_task(name="documents.extend", acks_late=True, reject_on_worker_lost=True)
def extend(row_id: int, province_id: int) -> None:
    """Claim, work outside any transaction. Safe to run twice."""
    from cchc_portal.documents.signed import extending

    leases.run(extending.claim, extending.work, row_id, province_id)


@shared_task(name="documents.wake_signatures", ignore_result=True, expires=10)
def wake_signatures() -> int:
    """Ask again about every signature and every timestamp that is due: the service was slow, the message lost, the worker killed."""
    from cchc_portal.documents.signed import extending, signatures

    return waking.sweep(
        (Signature.objects.forgotten, signatures.wake), (LongTermFile.objects.forgotten, extending.wake)
    )
