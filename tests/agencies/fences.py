"""What PostgreSQL's catalogue says of the fences between provinces, and what raw SQL gets past them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2.extensions import cursor as Cursor

from cchc_portal.running.database import APPLICATION, OWNER
from tests.world import World

APPEND_ONLY = {
    "agencies_historyevent",
    "documents_checkrecord",
    "documents_documentcopy",
    "documents_lookupcode",
    "documents_signedscan",
}
LEAST_TABLES, LEAST_KEYS = 32, 50  # so that a walk that finds nothing does not pass


def column(cursor: Cursor, query: str, values: Any = None) -> list[Any]:
    cursor.execute(query, values)
    return [row[0] for row in cursor.fetchall()]


@contextmanager
def acting_as(
    cursor: Cursor, role: str, province: str | int | None, user: int | None = None
) -> Iterator[None]:
    """Inside a savepoint, as `role`, with this province set (None: never set in this connection's life)."""
    cursor.execute("SAVEPOINT before")
    try:
        cursor.execute(f"SET LOCAL ROLE {role}")
        if province is not None:
            cursor.execute("SELECT set_config('app.province_id', %s, true)", [str(province)])
        if user is not None:
            cursor.execute("SELECT set_config('app.user_id', %s, true)", [str(user)])
        yield
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT before")


TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'p')
"""


def tables(cursor: Cursor) -> list[str]:
    return column(cursor, f"{TABLES} ORDER BY 1")


def tenant_tables(cursor: Cursor) -> list[str]:
    query = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'province_id'"
    return column(cursor, f"{query} AND table_name IN ({TABLES}) ORDER BY 1")


def keys_between_tenants(cursor: Cursor) -> list[tuple[str, str, str, str, str]]:
    """(child, its column, its column that carries the parent's province, parent, constraint) of each composite key."""
    cursor.execute("""
        SELECT child.relname, pointer.attname, carrier.attname, parent.relname, conname
        FROM pg_constraint
        JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
        JOIN pg_attribute carrier ON carrier.attrelid = conrelid AND carrier.attnum = conkey[1]
        JOIN pg_attribute pointer ON pointer.attrelid = conrelid AND pointer.attnum = conkey[2]
        WHERE contype = 'f' AND cardinality(conkey) = 2 ORDER BY 1, 2
    """)
    return cursor.fetchall()


def leaks(cursor: Cursor, world: World, names: list[str]) -> list[str]:
    """What each of `names` lets out, or keeps from its own people; nothing where the fences stand."""
    here, there = world.province.pk, world.there.province.pk
    found = []
    for name in names:
        whole = counts(cursor, name)
        for role in (APPLICATION, OWNER):
            for label, province, expected in (
                ("chưa đặt tỉnh", None, {}),
                ("tỉnh rỗng", "", {}),
                ("tỉnh khác", 999_999, {}),
                ("tỉnh này", here, {here: whole[here]}),
                ("tỉnh kia", there, {there: whole[there]}),
            ):
                with acting_as(cursor, role, province):
                    seen = counts(cursor, name)
                if seen != {**expected, **_also_visible(name, province, world)}:
                    found.append(f"{name}: {role}, {label}: thấy {seen}")
        found += [f"{name}: {said}" for said in _strays(cursor, name, here, there)]
    return found


def _also_visible(name: str, province: Any, world: World) -> dict[int, int]:
    """The successor reads how it came by what it took over."""
    if name == "agencies_agencysuccession" and province == world.province.pk:
        return {world.closed.pk: 1}
    return {}


def counts(cursor: Cursor, table: str) -> dict[int, int]:
    cursor.execute(f"SELECT province_id, count(*) FROM {table} GROUP BY 1")
    return dict(cursor.fetchall())


def _strays(cursor: Cursor, table: str, here: int, there: int) -> list[str]:
    """Inserting a row of the other province, or moving one there, must be refused by the policy itself."""
    insert = f"INSERT INTO {table} SELECT (jsonb_populate_record(mine, %s)).* FROM {table} mine LIMIT 1"
    move = f"UPDATE {table} SET province_id = %s"
    fresh = f'{{"province_id": {there}, "id": 999999999}}'
    append_only = psycopg2.errors.RaiseException if table in APPEND_ONLY else None
    found = []
    for label, statement, value, expected in (
        ("ghi thêm dòng cho tỉnh khác", insert, fresh, psycopg2.errors.InsufficientPrivilege),
        ("chuyển dòng sang tỉnh khác", move, there, append_only or psycopg2.errors.InsufficientPrivilege),
    ):
        with acting_as(cursor, APPLICATION, here):
            try:
                cursor.execute(statement, [value])
                found.append(f"{label} được")
            except psycopg2.Error as error:
                if type(error) is not expected:
                    found.append(f"{label}: {type(error).__name__}")
    return found
