"""By the clock: changes of agencies whose day has come, and letters whose message was lost."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies import tasks
from cchc_portal.agencies.changing import verbs
from cchc_portal.agencies.models import AgencyChange, Invitation, Province
from cchc_portal.agencies.permissions import Refused
from cchc_portal.agencies.tenancy import acting_in

log = logging.getLogger(__name__)


@shared_task(name="agencies.bring_changes_into_force", ignore_result=True)
def bring_changes_into_force() -> int:
    """Province by province, change by change; one that has become impossible is logged and keeps no other waiting."""
    done = 0
    for province in Province.objects.open_on(timezone.localdate()).in_order():
        with transaction.atomic(), acting_in(province.pk):
            for change in verbs.due(timezone.localdate()):
                done += _tried(change)
    return done


def _tried(change: AgencyChange) -> bool:
    try:
        with transaction.atomic():
            verbs.bring_into_force(change)
    except Refused as refusal:
        log.error("Thay đổi cơ quan %s chưa thực hiện được: %s", change.pk, refusal.reason)
        return False
    return True


@shared_task(name="agencies.wake_invitations", ignore_result=True, expires=60)
def wake_invitations() -> None:
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            if Invitation.objects.queued().exists():
                tasks.wake_post(province_id)
