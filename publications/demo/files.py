"""The demo's own data files, and the way into a province."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cchc_portal.agencies.models import Agency, Province
from cchc_portal.agencies.tenancy import acting_in
from cchc_portal.documents import snapshots

FOLDER = Path(__file__).parent


@cache
def data(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def plan_files() -> list[Path]:
    return sorted((FOLDER / "plans").glob("*.yaml"))


def snapshot(name: str) -> dict[str, Any]:
    return snapshots.read_bytes((FOLDER / "plans" / name).read_bytes(), name=name)


@contextmanager
def inside(slug: str) -> Iterator[Province]:
    """One transaction inside the province of this address."""
    with transaction.atomic():
        province = Province.objects.get(slug=slug)
        with acting_in(province.pk):
            yield province


def agency_called(slug: str) -> Agency:
    found: Agency = Agency.objects.select_related("province").get(slug=slug)
    return found
