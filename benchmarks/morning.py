"""The clock's run over every province, in a process of its own that knows nothing of this one's memory.

Letters are handed to Django's backend of files, as on a machine without a mail server: what a server takes for each comes on top.
"""

import os
import time
from datetime import datetime

from benchmarks import measure


def cost(at: datetime) -> tuple[float, float]:
    """(seconds, MiB at the peak) of the reminders as if it were `at`; `DATABASE_URL` says where."""
    with measure.fresh(1) as pool:
        return pool.apply(_remind, (at,))


def _remind(at: datetime) -> tuple[float, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from cchc_portal.calendars import schedule

    started = time.perf_counter()
    schedule.remind_at(at)
    return time.perf_counter() - started, measure.high_water_mark() / 1024
