"""PostgreSQL itself keeps the provinces apart: tried with raw SQL, and every fence taken away once to see that the same checks
notice.

One committed world, and one superuser connection that takes on the application's or the owner's role: the checks run on the
spoilt database before it is rolled back.
"""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import cursor as Cursor

from cchc_portal.running.database import APPLICATION, OWNER
from tests.agencies.fences import (
    APPEND_ONLY,
    LEAST_TABLES,
    acting_as,
    column,
    counts,
    keys_between_tenants,
    leaks,
    tenant_tables,
)
from tests.world import World

# --- what raw SQL gets


def test_every_tenant_table_has_rows_of_both_provinces(superuser: Cursor, committed: World) -> None:
    """Else the tests below would find nothing in an empty table and pass."""
    both = {committed.province.pk, committed.there.province.pk}
    assert [name for name in tenant_tables(superuser) if not both <= set(counts(superuser, name))] == []


def test_no_row_is_seen_without_its_province(superuser: Cursor, committed: World) -> None:
    assert leaks(superuser, committed, tenant_tables(superuser)) == []


def test_the_applications_own_connection_sees_nothing_before_between_and_after(
    committed: World, superuser: Cursor, app_connection_factory: Any
) -> None:
    """A setting made for one transaction leaves '' behind on the connection: still no row, and no error."""
    mine = app_connection_factory()
    names = tenant_tables(superuser)
    with mine.cursor() as cursor:

        def seen() -> list[str]:
            return [name for name in names if counts(cursor, name)]

        assert column(cursor, "SELECT current_setting('app.province_id', true)") == [None]
        assert seen() == []
        cursor.execute("SELECT set_config('app.province_id', %s, true)", [str(committed.province.pk)])
        assert seen() == names
        mine.commit()
        assert column(cursor, "SELECT current_setting('app.province_id', true)") == [""]
        assert seen() == []


def test_a_person_reads_their_own_posts_wherever_they_are(superuser: Cursor, committed: World) -> None:
    person = committed.foreigner
    with acting_as(superuser, APPLICATION, "", person.user_id):
        assert column(superuser, "SELECT id FROM agencies_membership") == [person.pk]
        superuser.execute("UPDATE agencies_membership SET ends_on = NULL")
        assert superuser.rowcount == 0


# --- each fence taken away once


def policies(cursor: Cursor) -> list[tuple[str, str, str]]:
    cursor.execute(
        "SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
    )
    return cursor.fetchall()


def policy_mutants(cursor: Cursor) -> Iterator[tuple[str, str]]:
    """(table, SQL that spoils one of its fences)."""
    for table, policy, command in policies(cursor):
        yield table, f"DROP POLICY {policy} ON {table}"
        yield table, f"ALTER POLICY {policy} ON {table} USING (true)"
        if command == "ALL":
            yield table, f"ALTER POLICY {policy} ON {table} WITH CHECK (true)"
            yield table, f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
            yield table, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
            yield table, f"CREATE POLICY wider ON {table} FOR SELECT USING (province_id IS NOT NULL)"


def test_the_removal_of_any_policy_is_noticed(superuser: Cursor, committed: World) -> None:
    """By the raw-SQL checks alone, the catalogue not asked."""
    mutants = list(policy_mutants(superuser))
    survivors = []
    for table, spoil in mutants:
        superuser.execute("SAVEPOINT whole")
        superuser.execute(spoil)
        if not leaks(superuser, committed, [table]) and not _own_rows_lost(superuser, committed):
            survivors.append(spoil)
        superuser.execute("ROLLBACK TO SAVEPOINT whole")
    assert survivors == []
    assert len(mutants) >= 6 * LEAST_TABLES


def _own_rows_lost(cursor: Cursor, world: World) -> bool:
    person = world.foreigner
    with acting_as(cursor, APPLICATION, "", person.user_id):
        return column(cursor, "SELECT id FROM agencies_membership") != [person.pk]


# --- keys across provinces


def cross(cursor: Cursor, world: World, key: tuple[str, str, str, str, str]) -> type[psycopg2.Error] | None:
    """Point a row of A to a parent of B; which error refuses it, or None."""
    child, pointer, carrier, parent, _ = key
    taken = f"SELECT {pointer} FROM {child} WHERE {pointer} IS NOT NULL"
    (there,) = column(
        cursor,
        f"SELECT id FROM {parent} WHERE province_id = %s ORDER BY id IN ({taken}), id LIMIT 1",
        [world.there.province.pk],
    )
    mine = f"SELECT id FROM {child} WHERE {carrier} = %s ORDER BY {pointer} IS NULL, id LIMIT 1"
    cursor.execute("SAVEPOINT before")
    try:
        cursor.execute(f"UPDATE {child} SET {pointer} = %s WHERE id = ({mine})", [there, world.province.pk])
        if cursor.rowcount != 1:
            raise LookupError(f"{child} has no row to point elsewhere")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg2.Error as error:
        return type(error)
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    return None


def test_no_key_accepts_another_provinces_row(superuser: Cursor, committed: World) -> None:
    """Nor would a plain foreign key refuse it: without the composite one each is accepted."""
    for table in sorted(APPEND_ONLY):  # their trigger would refuse the change before the key does
        superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    keys = keys_between_tenants(superuser)
    with_fence, without = {}, {}
    for key in keys:
        with_fence[key] = cross(superuser, committed, key)
        superuser.execute("SAVEPOINT whole")
        superuser.execute(f"ALTER TABLE {key[0]} DROP CONSTRAINT {key[4]}")
        without[key] = cross(superuser, committed, key)
        superuser.execute("ROLLBACK TO SAVEPOINT whole")
    assert with_fence == dict.fromkeys(keys, psycopg2.errors.ForeignKeyViolation)
    assert without == dict.fromkeys(keys, None)


# --- the roles


def test_the_applications_role_is_bound(superuser: Cursor) -> None:
    superuser.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s",
        [APPLICATION],
    )
    assert superuser.fetchall() == [(False, False, False, False)]
    owned = "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s"
    assert column(superuser, owned, [APPLICATION]) == []
    assert (
        column(superuser, "SELECT 1 FROM pg_auth_members WHERE pg_get_userbyid(member) = %s", [APPLICATION])
        == []
    )
    granted = "SELECT DISTINCT privilege_type FROM information_schema.role_table_grants WHERE grantee = %s ORDER BY 1"
    assert column(superuser, granted, [APPLICATION]) == ["DELETE", "INSERT", "SELECT", "UPDATE"]


def test_the_history_refuses_change_from_everybody(superuser: Cursor, committed: World) -> None:
    for role in (APPLICATION, OWNER, "current_user"):
        for statement in ("UPDATE agencies_historyevent SET verb = 'x'", "DELETE FROM agencies_historyevent"):
            superuser.execute("SAVEPOINT before")
            if role != "current_user":
                superuser.execute(f"SET LOCAL ROLE {role}")
            superuser.execute("SELECT set_config('app.province_id', %s, true)", [str(committed.province.pk)])
            with pytest.raises(psycopg2.errors.RaiseException, match="Nhật ký chỉ được ghi thêm"):
                superuser.execute(statement)
            superuser.execute("ROLLBACK TO SAVEPOINT before")
