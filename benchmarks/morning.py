"""The clock's run over every province in two workers, forked from one that knows nothing of this process's memory, as Celery forks its own.

Letters are handed to Django's backend of files, as on a machine without a mail server: what a server takes for each comes on top.
"""

import multiprocessing
import os
import time
from datetime import datetime
from multiprocessing.pool import AsyncResult
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from benchmarks import measure  # noqa: E402 - Django must be set up first
from cchc_portal.agencies.models import Province  # noqa: E402
from cchc_portal.calendars import schedule  # noqa: E402

WORKERS = 2  # on two cores
LOOK_EVERY = 0.5  # seconds between two looks at the memory


def cost(at: datetime, provinces: list[int]) -> tuple[float, float]:
    """(seconds, MiB at the peak of the workers and of what they were forked from) of the reminders as if it were `at`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with context.Pool(WORKERS) as pool:
        origin = pool.apply(os.getppid)
        started = time.perf_counter()
        running = pool.map_async(_remind, [(key, at) for key in provinces], chunksize=1)
        peak = _watched(running, [origin, *(child.pid for child in multiprocessing.active_children())])
        return time.perf_counter() - started, peak / 1024


def _watched(running: AsyncResult[Any], processes: list[int]) -> int:
    """KiB at the peak of all processes together, until the work is done."""
    peak = 0
    while not running.ready():
        peak = max(peak, sum(map(measure.proportional_memory, processes)))
        running.wait(LOOK_EVERY)
    running.get()
    return peak


def _remind(asked: tuple[int, datetime]) -> None:
    key, at = asked
    schedule.remind_province(Province.objects.get(pk=key), at)
