"""By the clock: papers, scans and dispatches whose message was lost, or whose worker was killed, are woken again."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions
from cchc_portal.documents.dispatch import dispatching, recalling
from cchc_portal.documents.models import Dispatch, IncomingScan, Paper, Stack
from cchc_portal.documents.scans import scanning

AT_ONCE = 50  # of one province in one sweep: a long queue is not sent again and again while it waits


@shared_task(name="documents.wake_forgotten", ignore_result=True, expires=10)
def wake_forgotten() -> int:
    """Wake every forgotten paper, stack, scan and dispatch, province by province; how many."""
    woken = 0
    patience = timedelta(seconds=settings.PAPER_PATIENCE_SECONDS)
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            for paper in Paper.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                actions.wake(paper)
                woken += 1
            for stack in Stack.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                actions.wake_stack(stack)
                woken += 1
            for scan in IncomingScan.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                scanning.wake(scan)
                woken += 1
            for dispatch in Dispatch.objects.forgotten(timezone.now(), patience)[:AT_ONCE]:
                dispatching.wake(dispatch)
                woken += 1
            for asked in Dispatch.objects.to_be_recalled(timezone.now() - patience)[:AT_ONCE]:
                recalling.wake(asked)
                woken += 1
    return woken
