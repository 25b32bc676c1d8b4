"""The consolidated annex of 180 agencies with 30 items each, from a simulated province: as a sheet, and as PDF and Word from what was frozen."""

import time
from typing import Any

from django.db import transaction

from benchmarks import measure
from benchmarks.annex_file import Cost, made
from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.running import database
from plans.assignments import annex, annex_book, annex_paper
from plans.assignments.annex import Grouping
from publications.simulation import Size, simulate
from tests.cluster import Cluster

SIZE = Size(agencies=181, years=2, items=30)  # the people's committee, the first of them, has no part in it
YEAR = SIZE.last_year - 1  # every plan of it is issued
ROWS = 180 * SIZE.items
MOST_SHEET_SECONDS, MOST_MIB, MOST_GROWTH = 10, 300, 12


def sheet_seconds(cluster: Cluster) -> tuple[int, float]:
    """(rows, CPU seconds); makes the province."""
    list(simulate(1, SIZE, seed=1))
    with database.session(cluster.admin) as session, session.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server that has been up for a minute does by itself
    with transaction.atomic(), acting_in(_province().pk):
        started = time.process_time()
        groups = annex.groups(YEAR, Grouping.CHANNEL)
        annex_book.written(groups)
        return sum(len(group.item_ids) for group in groups), time.process_time() - started


def frozen() -> dict[str, Any]:
    """What a worker is given: the rows of the province that `sheet_seconds` has made."""
    with transaction.atomic(), acting_in(_province().pk):
        overseer = Agency.objects.get(name="Sở Nội vụ")
        return annex_paper.said(overseer, YEAR, Grouping.CHANNEL, annex.groups(YEAR, Grouping.CHANNEL))


def part_of(content: dict[str, Any], share: int) -> dict[str, Any]:
    """Every so many-th row of it."""
    said = content["annex"]
    groups = [{**group, "rows": group["rows"][::share]} for group in said["groups"]]
    return {"annex": {**said, "groups": groups}}


def cost(content: dict[str, Any], *, word: bool = False) -> Cost:
    with measure.fresh(1) as pool:
        return pool.apply(made, (content, word))


def _province() -> Province:
    return Province.objects.get(slug="mo-phong-01")
