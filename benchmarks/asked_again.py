"""How often the engine runs when an unchanged snapshot is asked for again: counted on a private database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from benchmarks.plans import plan_001
from cchc_portal.agencies.models import Agency, AgencyProfile, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import actions, paper, tasks
from cchc_portal.documents.models import Paper
from tests.cluster import Cluster, point_django_at


@contextmanager
def private_database() -> Iterator[Cluster]:
    """A migrated PostgreSQL of the run's own, with the application's role at work."""
    cluster = Cluster(Path(settings.STATE_DIR) / "benchmark")
    try:
        settings.DATABASE_OWNER_URL = cluster.owner
        os.environ["DATABASE_URL"] = cluster.application
        point_django_at(cluster.application)
        call_command("prepare_database", verbosity=0)
        yield cluster
    finally:
        point_django_at(cluster.application)
        cluster.stop()


def renders_of(requests: int) -> int:
    """Ask `requests` times for the paper of one snapshot, each time waking a worker; the number of renders."""
    province = Province.objects.create(slug="do-luong", name="Đo lường", kind="tinh")
    with patch.object(paper, "counted_pdf", wraps=paper.counted_pdf) as engine, patch.object(tasks, "send"):
        for _ in range(requests):
            with transaction.atomic(), acting_in(province.pk):
                asked = actions.ask_for_paper(actions.freeze(_agency(), plan_001()))
            tasks.render_paper(asked.pk, province.pk)
        with transaction.atomic(), acting_in(province.pk):
            assert Paper.objects.get().is_ready
    return engine.call_count


def _agency() -> Agency:
    agency, made = Agency.objects.get_or_create(slug="co-quan", defaults={"name": "Cơ quan", "level": "so"})
    if made:
        AgencyProfile.objects.create(
            agency=agency, valid_from=date(2020, 1, 1), name="Cơ quan", header=["CƠ QUAN"], symbol="CQ",
            place="Đo lường", province_name="Đo lường",
        )  # fmt: skip
    return agency
