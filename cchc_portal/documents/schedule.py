"""By the clock: papers whose message was lost, or whose worker was killed, are woken again."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions
from cchc_portal.documents.models import Paper

PATIENCE = timedelta(seconds=15)


@shared_task(name="documents.wake_forgotten", ignore_result=True, expires=10)
def wake_forgotten() -> int:
    """Wake every forgotten paper, province by province; how many."""
    woken = 0
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            for paper in Paper.objects.forgotten(timezone.now(), PATIENCE):
                actions.wake(paper)
                woken += 1
    return woken
