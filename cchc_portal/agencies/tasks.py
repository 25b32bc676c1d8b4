"""The worker's entrance: letters of invitation; a message carries only the province, the rows say what to send."""

import logging

from celery import shared_task
from django.db import transaction
from redis.exceptions import RedisError

from cchc_portal.agencies.models import Invitation
from cchc_portal.agencies.tenancy import acting_in

log = logging.getLogger(__name__)


def wake_post(province_id: int) -> None:
    """After commit. Where the broker is away the sweeper finds the rows."""
    transaction.on_commit(lambda: _call(province_id))


def _call(province_id: int) -> None:
    try:
        send_invitations.apply_async((province_id,), retry=False)
    except (send_invitations.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; thư mời sẽ được gửi sau.")


@shared_task(name="agencies.send_invitations", ignore_result=True)
def send_invitations(province_id: int) -> int:
    """One letter a transaction: what is sent is marked before the next is begun. Two workers never take the same row."""
    sent = 0
    while _send_next(province_id):
        sent += 1
    return sent


def _send_next(province_id: int) -> bool:
    from cchc_portal.agencies import inviting  # it calls this module

    with transaction.atomic(), acting_in(province_id):
        queued = Invitation.objects.queued().select_for_update(skip_locked=True, of=("self",))
        invitation = queued.select_related("user", "province").first()
        if invitation is not None:
            inviting.send(invitation)
    return invitation is not None
