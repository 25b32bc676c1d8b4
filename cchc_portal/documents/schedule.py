"""By the clock: papers, scans and dispatches whose message was lost, or whose worker was killed, are woken again."""

from celery import shared_task

from cchc_portal.documents import actions, waking
from cchc_portal.documents.dispatch import dispatching, recalling
from cchc_portal.documents.models import Dispatch, IncomingScan, Paper, Stack
from cchc_portal.documents.scans import scanning


@shared_task(name="documents.wake_forgotten", ignore_result=True, expires=10)
def wake_forgotten() -> int:
    """Wake every forgotten paper, stack, scan and dispatch; how many."""
    return waking.sweep(
        (Paper.objects.forgotten, actions.wake),
        (Stack.objects.forgotten, actions.wake_stack),
        (IncomingScan.objects.forgotten, scanning.wake),
        (Dispatch.objects.forgotten, dispatching.wake),
        (lambda now, patience: Dispatch.objects.to_be_recalled(now - patience), recalling.wake),
    )
