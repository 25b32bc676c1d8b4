"""The catalogue of PostgreSQL lists no way from one province to another, and the reading of it notices each that is made."""

import pytest
from django.apps import apps
from psycopg2.extensions import cursor as Cursor

from cchc_portal.agencies.models import User
from tests.agencies.fences import (
    LEAST_KEYS,
    LEAST_TABLES,
    column,
    keys_between_tenants,
    tables,
    tenant_tables,
)

# Tables of ours that belong to no province, and why.
SHARED = {
    "agencies_province": "is the tenant; its name and slug are public",
    "agencies_provincesuccession": "which province took over which is public law",
    "agencies_user": "a person may hold posts in several provinces; rights come from memberships, which are fenced",
    "calendars_calendarfeed": "which address of a person's calendar holds; a person may hold posts in several provinces",
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
