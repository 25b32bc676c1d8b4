"""PostgreSQL itself keeps the provinces apart: read from its catalogue, tried with raw SQL, and every fence taken away once to
see that the same checks notice.

One committed world, and one superuser connection that takes on the application's or the owner's role: the checks run on the
spoilt database before it is rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from psycopg2.extensions import cursor as Cursor
from pytest_django import DjangoDbBlocker

from cchc_portal.agencies.history import record
from cchc_portal.agencies.models import AgencySuccession, User
from cchc_portal.calendars.models import Notice, Obligation, ProvinceDay, Reminder
from cchc_portal.running.database import APPLICATION, OWNER
from plans.models import DecisionCover
from plans.states import PlanState
from tests import world as worlds
from tests.cluster import Cluster
from tests.world import Side, World, entered

# Tables of ours that belong to no province, and why.
SHARED = {
    "agencies_province": "is the tenant; its name and slug are public",
    "agencies_provincesuccession": "which province took over which is public law",
    "agencies_user": "a person may hold posts in several provinces; rights come from memberships, which are fenced",
    "calendars_nationalday": "days off of the whole country",
    "cchc_cache": "counters of failed sign-ins, before anybody's province is known",
    "django_migrations": "Django's record of the schema",
}
# Unique keys of tenant tables that do not begin with the province, and why.
UNIQUE_WITHOUT_PROVINCE = {
    ("plans_budgetline", "item_id"): "one-to-one on a surrogate key that nobody types",
    ("plans_decisioncover", "plan_id"): "one-to-one on a surrogate key that nobody types",
    ("publications_announcement", "plan_id"): "one-to-one on a surrogate key that nobody types",
}
LEAST_TABLES, LEAST_KEYS = 32, 50  # so that a walk that finds nothing does not pass


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[World]:
    """Committed, with a row of each province in every tenant table."""
    with django_db_blocker.unblock():
        built = worlds.build()
        for side, other in ((built.here, built.there), (built.there, built.here)):
            with entered(side.province):
                _fill(side, other)
        yield built
        cluster.empty()


def _fill(side: Side, other: Side) -> None:
    """What the world leaves out."""
    office, plan = side.home, side.plans[PlanState.ISSUED]
    day = date(2027, 1, 15)
    obligation = Obligation.objects.create(
        agency=office.agency, kind="report_h1", year=2031, nominal_due_on=day, due_on=day
    )
    Reminder.objects.create(
        obligation=obligation, membership=office.drafter, stage="due", on_day=date(2031, 7, 1)
    )
    Notice.objects.create(membership=office.drafter, text="Kế hoạch đã được duyệt.")
    ProvinceDay.objects.create(day=day, kind="off", name="Ngày thành lập")
    DecisionCover.objects.create(
        plan=plan, subject="Về việc ban hành", issuer="GIÁM ĐỐC", articles=["Ban hành"]
    )
    AgencySuccession.objects.create(
        predecessor=side.neighbour.agency,
        successor_province=side.province,
        successor=office.agency,
        kind=AgencySuccession.Kind.MERGE,
        effective_on=day,
        legal_document=f"Nghị quyết của {side.province}, không phải {other.province}",
    )
    record(plan, "viewed", by=office.drafter)


@pytest.fixture
def superuser(world: World, cluster: Cluster) -> Iterator[Cursor]:
    """All that a test does is rolled back."""
    opened = psycopg2.connect(cluster.admin)
    try:
        with opened.cursor() as cursor:
            yield cursor
    finally:
        opened.rollback()
        opened.close()


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


# --- what the catalogue says


def flaws_in_catalogue(cursor: Cursor) -> list[str]:
    """Everything in the schema that would let one province's rows out to another."""
    found = column(
        cursor,
        """
        SELECT relname || ' không bật hoặc không buộc phân tách theo dòng' FROM pg_class
        WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)
        """,
        [tenant_tables(cursor)],
    )
    found += column(
        cursor,
        """
        SELECT table_name || '.province_id để trống được hoặc có giá trị ngầm định' FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'province_id'
          AND table_name = ANY(%s) AND (is_nullable = 'YES' OR column_default IS NOT NULL)
        """,
        [tenant_tables(cursor)],
    )
    found += [
        f"{table} không có tỉnh và không có trong danh sách dùng chung" for table in _unaccounted(cursor)
    ]
    found += [f"{table}.province_id không dẫn tới tỉnh" for table in _without_owner(cursor)]
    found += [f"{table}.{name} là khóa duy nhất xuyên tỉnh" for table, name in _unique_across(cursor)]
    found += [
        f"{child}.{name} dẫn tới {parent} mà không kèm tỉnh" for child, name, parent in _single_keys(cursor)
    ]
    found += column(cursor, "SELECT matviewname || ' là khung nhìn vật chất hóa' FROM pg_matviews")
    found += column(
        cursor,
        """
        SELECT relname || ' là khung nhìn không chạy với quyền người hỏi' FROM pg_class
        WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
          AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)
        """,
    )
    found += column(
        cursor,
        "SELECT proname || ' là hàm SECURITY DEFINER' FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef",
    )
    return found


def _unaccounted(cursor: Cursor) -> list[str]:
    frameworks = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(("django.", "allauth."))
    }
    frameworks |= {
        User.groups.through._meta.db_table,
        User.user_permissions.through._meta.db_table,
    }  # of AbstractUser
    return sorted(set(tables(cursor)) - set(tenant_tables(cursor)) - set(SHARED) - frameworks)


def _without_owner(cursor: Cursor) -> list[str]:
    owned = column(
        cursor,
        """
        SELECT conrelid::regclass::text FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] AND attname = 'province_id'
        WHERE contype = 'f' AND confrelid = 'agencies_province'::regclass AND cardinality(conkey) = 1
        """,
    )
    return sorted(set(tenant_tables(cursor)) - set(owned))


def _unique_across(cursor: Cursor) -> list[tuple[str, str]]:
    cursor.execute(
        """
        SELECT indrelid::regclass::text, attname FROM pg_index
        JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
        WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text = ANY(%s) AND attname <> 'province_id'
        """,
        [tenant_tables(cursor)],
    )
    return sorted(set(cursor.fetchall()) - set(UNIQUE_WITHOUT_PROVINCE))


def _single_keys(cursor: Cursor) -> list[tuple[str, str, str]]:
    """Foreign keys from one tenant table to another that no composite key goes with."""
    cursor.execute(
        """
        SELECT conrelid::regclass::text, attname, confrelid::regclass::text FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND cardinality(conkey) = 1 AND conrelid::regclass::text = ANY(%s)
          AND confrelid::regclass::text = ANY(%s)
        """,
        [tenant_tables(cursor)] * 2,
    )
    accompanied = {(child, pointer, parent) for child, pointer, _, parent, _ in keys_between_tenants(cursor)}
    return sorted(set(cursor.fetchall()) - accompanied)


def test_the_schema_lets_nothing_out(superuser: Cursor) -> None:
    assert flaws_in_catalogue(superuser) == []
    assert len(tenant_tables(superuser)) >= LEAST_TABLES
    assert len(keys_between_tenants(superuser)) >= LEAST_KEYS


def test_the_lists_of_exceptions_are_short_and_name_what_exists(superuser: Cursor) -> None:
    assert len(SHARED) + len(UNIQUE_WITHOUT_PROVINCE) <= 10
    assert set(SHARED) - set(tables(superuser)) == set()
    assert {table for table, _ in UNIQUE_WITHOUT_PROVINCE} - set(tenant_tables(superuser)) == set()


SCHEMA_MUTANTS = {
    "row security disabled": "ALTER TABLE plans_plan DISABLE ROW LEVEL SECURITY",
    "row security not forced": "ALTER TABLE plans_plan NO FORCE ROW LEVEL SECURITY",
    "province may be empty": "ALTER TABLE plans_plan ALTER province_id DROP NOT NULL",
    "province has a default": "ALTER TABLE plans_plan ALTER province_id SET DEFAULT 1",
    "province without key": "ALTER TABLE plans_product DROP CONSTRAINT {province_key}",
    "a table without province": "CREATE TABLE plans_new (id bigint PRIMARY KEY)",
    "a unique key across provinces": "CREATE UNIQUE INDEX across ON documents_issuednumber (symbol, province_id)",
    "a materialized view": "CREATE MATERIALIZED VIEW seen AS SELECT * FROM plans_plan",
    "a view with its owner's rights": "CREATE VIEW seen AS SELECT * FROM plans_plan",
    "a function with its owner's rights": "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql SECURITY DEFINER "
    "AS 'SELECT count(*) FROM plans_plan'",
}


@pytest.mark.parametrize("mutant", SCHEMA_MUTANTS)
def test_the_reading_of_the_catalogue_notices(mutant: str, superuser: Cursor) -> None:
    (key,) = column(
        superuser,
        "SELECT conname FROM pg_constraint WHERE conrelid = 'plans_product'::regclass "
        "AND confrelid = 'agencies_province'::regclass",
    )
    superuser.execute(SCHEMA_MUTANTS[mutant].format(province_key=key))
    assert len(flaws_in_catalogue(superuser)) == 1


# --- what raw SQL gets


def leaks(cursor: Cursor, world: World, names: list[str]) -> list[str]:
    """What each of `names` lets out, or keeps from its own people; nothing where the fences stand."""
    here, there = world.province.pk, world.there.province.pk
    found = []
    for name in names:
        whole = _counts(cursor, name)
        for role in (APPLICATION, OWNER):
            for label, province, expected in (
                ("chưa đặt tỉnh", None, {}),
                ("tỉnh rỗng", "", {}),
                ("tỉnh khác", 999_999, {}),
                ("tỉnh này", here, {here: whole[here]}),
                ("tỉnh kia", there, {there: whole[there]}),
            ):
                with acting_as(cursor, role, province):
                    seen = _counts(cursor, name)
                if seen != {**expected, **_also_visible(name, province, world)}:
                    found.append(f"{name}: {role}, {label}: thấy {seen}")
        found += [f"{name}: {said}" for said in _strays(cursor, name, here, there)]
    return found


def _also_visible(name: str, province: Any, world: World) -> dict[int, int]:
    """The successor reads how it came by what it took over."""
    if name == "agencies_agencysuccession" and province == world.province.pk:
        return {world.closed.pk: 1}
    return {}


def _counts(cursor: Cursor, table: str) -> dict[int, int]:
    cursor.execute(f"SELECT province_id, count(*) FROM {table} GROUP BY 1")
    return dict(cursor.fetchall())


def _strays(cursor: Cursor, table: str, here: int, there: int) -> list[str]:
    """Inserting a row of the other province, or moving one there, must be refused by the policy itself."""
    insert = f"INSERT INTO {table} SELECT (jsonb_populate_record(mine, %s)).* FROM {table} mine LIMIT 1"
    move = f"UPDATE {table} SET province_id = %s"
    fresh = f'{{"province_id": {there}, "id": 999999999}}'
    append_only = psycopg2.errors.RaiseException if table == "agencies_historyevent" else None
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


def test_every_tenant_table_has_rows_of_both_provinces(superuser: Cursor, world: World) -> None:
    """Else the tests below would find nothing in an empty table and pass."""
    both = {world.province.pk, world.there.province.pk}
    assert [name for name in tenant_tables(superuser) if not both <= set(_counts(superuser, name))] == []


def test_no_row_is_seen_without_its_province(superuser: Cursor, world: World) -> None:
    assert leaks(superuser, world, tenant_tables(superuser)) == []


def test_the_applications_own_connection_sees_nothing_before_between_and_after(
    world: World, superuser: Cursor, app_connection_factory: Any
) -> None:
    """A setting made for one transaction leaves '' behind on the connection: still no row, and no error."""
    mine = app_connection_factory()
    names = tenant_tables(superuser)
    with mine.cursor() as cursor:

        def seen() -> list[str]:
            return [name for name in names if _counts(cursor, name)]

        assert column(cursor, "SELECT current_setting('app.province_id', true)") == [None]
        assert seen() == []
        cursor.execute("SELECT set_config('app.province_id', %s, true)", [str(world.province.pk)])
        assert seen() == names
        mine.commit()
        assert column(cursor, "SELECT current_setting('app.province_id', true)") == [""]
        assert seen() == []


def test_a_person_reads_their_own_posts_wherever_they_are(superuser: Cursor, world: World) -> None:
    person = world.foreigner
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


def test_the_removal_of_any_policy_is_noticed(superuser: Cursor, world: World) -> None:
    """By the raw-SQL checks alone, the catalogue not asked."""
    mutants = list(policy_mutants(superuser))
    survivors = []
    for table, spoil in mutants:
        superuser.execute("SAVEPOINT whole")
        superuser.execute(spoil)
        if not leaks(superuser, world, [table]) and not _own_rows_lost(superuser, world):
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


def test_no_key_accepts_another_provinces_row(superuser: Cursor, world: World) -> None:
    """Nor would a plain foreign key refuse it: without the composite one each is accepted."""
    keys = keys_between_tenants(superuser)
    with_fence, without = {}, {}
    for key in keys:
        with_fence[key] = cross(superuser, world, key)
        superuser.execute("SAVEPOINT whole")
        superuser.execute(f"ALTER TABLE {key[0]} DROP CONSTRAINT {key[4]}")
        without[key] = cross(superuser, world, key)
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


def test_the_history_refuses_change_from_everybody(superuser: Cursor, world: World) -> None:
    for role in (APPLICATION, OWNER, "current_user"):
        for statement in ("UPDATE agencies_historyevent SET verb = 'x'", "DELETE FROM agencies_historyevent"):
            superuser.execute("SAVEPOINT before")
            if role != "current_user":
                superuser.execute(f"SET LOCAL ROLE {role}")
            superuser.execute("SELECT set_config('app.province_id', %s, true)", [str(world.province.pk)])
            with pytest.raises(psycopg2.errors.RaiseException, match="Nhật ký chỉ được ghi thêm"):
                superuser.execute(statement)
            superuser.execute("ROLLBACK TO SAVEPOINT before")
