"""One consolidated annex as a file, in a process of its own that sets Django up by itself."""

import os
import time
from dataclasses import dataclass
from typing import Any

from benchmarks import measure


@dataclass(frozen=True)
class Cost:
    """CPU seconds of one file, and MiB at the peak of the process that made nothing else."""

    seconds: float
    mib: float


def made(content: dict[str, Any], word: bool) -> Cost:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from cchc_portal.documents import long_annexes, paper

    paper.warm()
    started = time.process_time()
    long_annexes.made(content, word=word)
    return Cost(time.process_time() - started, measure.high_water_mark() / 1024)
