"""How a row that is to be worked on reaches a worker: a message now, the clock's sweep where the message was lost. The row is the truth."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from cchc_portal.agencies.models import Province
from cchc_portal.agencies.tenancy import acting_in

AT_ONCE = 50  # of one province in one sweep: a long queue is not sent again and again while it waits

log = logging.getLogger(__name__)


def send(task: Any, what: str, row_id: int, province_id: int, *, queue: str) -> None:
    """Wake a worker. Where the broker is away, full or read-only nothing is lost: the sweeper finds the row."""
    try:
        task.apply_async((row_id, province_id), queue=queue, retry=False)
    except (task.OperationalError, RedisError):
        log.warning("Không gọi được hàng đợi; %s %s sẽ được gọi lại sau.", what, row_id)


def when_committed(row: Any, message: Callable[[int, int], None]) -> None:
    """`message` takes the row's id and its province's; the row remembers when it was last called."""
    type(row).objects.filter(pk=row.pk).update(woken_at=timezone.now())
    transaction.on_commit(lambda: message(row.pk, row.province_id))


def sweep(*kinds: tuple[Callable[[datetime, timedelta], Any], Callable[[Any], None]]) -> int:
    """Wake every row that is found to be forgotten, province by province; how many."""
    woken = 0
    patience = timedelta(seconds=settings.PAPER_PATIENCE_SECONDS)
    for province_id in Province.objects.values_list("pk", flat=True):
        with transaction.atomic(), acting_in(province_id):
            for forgotten, wake in kinds:
                for row in forgotten(timezone.now(), patience)[:AT_ONCE]:
                    wake(row)
                    woken += 1
    return woken
