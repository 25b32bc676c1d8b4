"""A hundred small plans as one file from their frozen papers, beside rendering them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from benchmarks import plans
from cchc_portal.documents import paper, storage
from cchc_portal.documents.stacks import stacking

PAPERS, RENDERED = 100, 10
PROVINCE = 1


@contextmanager
def _frozen() -> Iterator[tuple[stacking.Order, float]]:
    """(the stack that is asked for, CPU seconds that rendering one of its papers took)."""
    plan = plans.plan_001()
    with TemporaryDirectory() as folder, override_settings(FILES_DIR=Path(folder)):
        started = time.process_time()
        made = [paper.counted_pdf({**plan, "number": f"{number:02}"}) for number in range(1, RENDERED + 1)]
        each = (time.process_time() - started) / RENDERED
        kept = [(storage.store(PROVINCE, content), pages) for content, pages in made]
        sheaves = tuple(
            stacking.Sheaf(
                f"{one + 1:02}/KH-SNV", plan["subject"], date(2027, 1, 21), 5, (kept[one % RENDERED],)
            )
            for one in range(PAPERS)
        )
        yield stacking.Order(PROVINCE, plan["agency"]["name"], two_sided=True, sheaves=sheaves), each


def share() -> tuple[float, float, float]:
    """(seconds of CPU for the stack as a share of rendering its papers, the stack's seconds, the papers')."""
    with _frozen() as (order, each):
        stacking.put_together(order)  # fonts and libraries are read once a process, as for the papers
        started = time.process_time()
        stacking.put_together(order)
        stack = time.process_time() - started
    return stack / (each * PAPERS), stack, each * PAPERS
