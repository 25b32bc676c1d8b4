"""What Sở Nội vụ asks on one simulated province, and the same where 33 others lie beside it; the morning's run over all of them.

The 33 others are copies of the first, made inside the database: making each by `manage.py simulate` would take the bench half an hour.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc_portal.agencies.models import Membership, Province, Role, User
from cchc_portal.agencies.tenancy import TenantModel, acting_in
from cchc_portal.running import database
from publications.simulation import Size, simulate
from tests.cluster import Cluster

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PROVINCES = 34
SIZE = Size()
ROUNDS = 9
APART = 10_000_000  # between the keys of a row and of its copy in the next province
MOST_QUERIES, MOST_GROWTH = 12, 1.5
MOST_SECONDS, MOST_MIB = 60, 300
# The half-year's reports are late by then, and of some agencies the plans, too.
MORNING = datetime(2026, 7, 1, 7, 30, tzinfo=HERE)
YEAR_OPENS = datetime(2026, 12, 1, 7, 30, tzinfo=HERE)
PAGES = {
    "Tình hình thời hạn của tỉnh": ("calendars:overview", {}),
    "Cơ quan quá hạn": ("calendars:behind", {}),
    "Kế hoạch của cơ quan": ("plans:plan_list", {}),
    "Việc của tôi": ("plans:tasks", {}),
}


@dataclass(frozen=True)
class Cost:
    """Median seconds of CPU of this process, and the statements of one request."""

    cpu: float
    queries: int


def one_and_many(cluster: Cluster) -> Iterator[tuple[str, Cost, Cost]]:
    """(page, its cost with one province, with the nation); leaves the nation in the database."""
    list(simulate(1, SIZE, seed=1))
    province = Province.objects.get(slug="mo-phong-01")
    client, kwargs = _reviewer(province)
    alone = {name: _cost(client, route, kwargs) for name, (route, _) in PAGES.items()}
    copy_province(cluster, province, PROVINCES)
    for name, (route, _) in PAGES.items():
        yield name, alone[name], _cost(client, route, kwargs)


def provinces() -> list[int]:
    """Keys of all of them."""
    return list(Province.objects.in_order().values_list("pk", flat=True))


def _reviewer(province: Province) -> tuple[Client, dict[str, str]]:
    with transaction.atomic(), acting_in(province.pk):
        post = Membership.objects.with_role(Role.REVIEWER).with_post()[0]
    client = Client(SERVER_NAME="localhost")
    client.force_login(post.user)
    return client, {"province": province.slug, "agency": post.agency.slug}


def _cost(client: Client, route: str, kwargs: dict[str, str]) -> Cost:
    address = reverse(route, kwargs=kwargs)
    seconds, queries = [], 0
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as captured:
            started = time.process_time()
            answer = client.get(address)
            seconds.append(time.process_time() - started)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"Không đo được {address}: {answer.status_code}.")
        queries = len(captured)
    return Cost(median(seconds), queries)


def copy_province(cluster: Cluster, province: Province, upto: int) -> None:
    """Lay copies 2 to `upto` beside a simulated province: every row of it again, under keys that lie far apart."""
    connection.close()
    tenant = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    with database.session(cluster.admin) as session, session.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # what is copied has been checked
        for number in range(2, upto + 1):
            other = Province(slug=f"mo-phong-{number:02}", name=f"Mô phỏng {number:02}", kind=province.kind)
            other.save()
            cursor.execute(_copied(User, number, other), {"number": f"-{number}"})
            for model in tenant:
                cursor.execute(_copied(model, number, other) + f" WHERE province_id = {province.pk}")
        cursor.execute("SET session_replication_role = origin")
        session.commit()
        for model in (User, *tenant):
            _go_on_after(cursor, model)
        cursor.execute("ANALYZE")
        session.commit()


def _copied(model: type[models.Model], number: int, other: Province) -> str:
    names, values = [], []
    for field in model._meta.concrete_fields:
        if field.generated:
            continue
        names.append(f'"{field.column}"')
        values.append(_value(field, number, other))
    table = model._meta.db_table
    rows = f" WHERE id < {APART}" if model is User else ""
    return f'INSERT INTO "{table}" ({", ".join(names)}) SELECT {", ".join(values)} FROM "{table}"{rows}'


def _value(field: Any, number: int, other: Province) -> str:
    target = field.related_model
    if target is Province:
        return str(other.pk) if field.name == "province" else f'"{field.column}"'
    if field.primary_key or target is User or (target and issubclass(target, TenantModel)):
        return f'"{field.column}" + {(number - 1) * APART}'
    if field.model is User and field.name in {"username", "email"}:
        return f'"{field.column}" || %(number)s'
    return f'"{field.column}"'


def _go_on_after(cursor: Any, model: type[models.Model]) -> None:
    table = model._meta.db_table
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM \"{table}\"))"
    )
