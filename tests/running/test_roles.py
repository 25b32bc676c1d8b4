"""The portal refuses every role that row-level security would not bind (start-up check), and tests work as a bound one."""

import re
from collections.abc import Iterator

import psycopg2
import pytest
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import connection as Session

from cchc_portal.running import checks, database
from tests.cluster import Cluster, point_django_at

PASSWORD = "mat-khau-cua-bai-thu"

# Set-up → what the refusal says of it. `{role}` is an ordinary role made for the test.
WRONG_SETUPS = {
    "superuser": ("ALTER ROLE {role} SUPERUSER", "Vai trò “{role}” có quyền quản trị cao nhất (SUPERUSER)."),
    "bypasses policies": (
        "ALTER ROLE {role} BYPASSRLS",
        "Vai trò “{role}” được bỏ qua phân tách dữ liệu giữa các tỉnh (BYPASSRLS).",
    ),
    "owns a table": (
        "CREATE TABLE public.of_the_application (); ALTER TABLE public.of_the_application OWNER TO {role}",
        "Vai trò “{role}” sở hữu bảng dữ liệu.",
    ),
    "may create tables": (
        "GRANT CREATE ON SCHEMA public TO {role}",
        "Vai trò “{role}” được tạo bảng trong lược đồ public.",
    ),
    "is a member of the owner": (
        "GRANT cchc_owner TO {role}",
        "Vai trò “{role}” là thành viên của “cchc_owner”, vai trò này sở hữu bảng dữ liệu.",
    ),
    "may create roles": (
        "ALTER ROLE {role} CREATEROLE",
        "Vai trò “{role}” được tạo vai trò khác (CREATEROLE).",
    ),
    "may empty tables": (
        "GRANT TRUNCATE ON cchc_cache TO {role}",
        "Vai trò “{role}” được xóa sạch bảng (TRUNCATE).",
    ),
}


@pytest.fixture
def role(admin_connection: Session, cluster: Cluster, transactional_db: None) -> Iterator[str]:
    """Django works as a fresh role with the application's rights; the test spoils it."""
    name = "role_of_a_test"
    with admin_connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD %s").format(sql.Identifier(name)), [PASSWORD])
        cursor.execute(f"GRANT CONNECT ON DATABASE {database.OUR_DATABASE} TO {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
    point_django_at(
        database.address(cluster.admin, user=name, password=PASSWORD, database=database.OUR_DATABASE)
    )
    yield name
    point_django_at(cluster.application)
    with admin_connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


def refusals() -> list[str]:
    with connection.cursor() as cursor:
        return checks.role_refusals(cursor)


@pytest.mark.parametrize("setup", WRONG_SETUPS)
def test_a_role_that_policies_would_not_bind_is_refused(
    setup: str, role: str, admin_connection: Session
) -> None:
    statement, sentence = WRONG_SETUPS[setup]
    assert refusals() == []
    with admin_connection.cursor() as cursor:
        cursor.execute(statement.format(role=role))
    assert sentence.format(role=role) in refusals()
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence.format(role=role))):
        checks.refuse_unsafe_role()
    with pytest.raises(SystemExit, match=re.escape(sentence.format(role=role))):
        checks.refuse_unsafe_worker()
    found = django_checks.run_checks(tags=[django_checks.Tags.database], databases=["default"])
    assert sentence.format(role=role) in [message.msg for message in found]


def test_the_role_of_the_tests_is_an_ordinary_one(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("cchc_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchone() == (0,)
    assert refusals() == []


@pytest.mark.parametrize(
    "statement",
    ["TRUNCATE cchc_cache", "CREATE TABLE mine ()", "DROP TABLE cchc_cache", "DELETE FROM django_migrations"],
)
def test_the_application_may_not(statement: str, app_connection_factory) -> None:  # type: ignore[no-untyped-def]
    with app_connection_factory().cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(statement)


def test_tables_made_later_are_open_to_the_application(
    owner_connection: Session, app_connection_factory
) -> None:  # type: ignore[no-untyped-def]
    with owner_connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_later (id serial PRIMARY KEY)")
        try:
            mine = app_connection_factory()
            with mine.cursor() as ours:
                ours.execute("INSERT INTO made_later DEFAULT VALUES RETURNING id")
                assert ours.fetchone() == (1,)
            mine.rollback()
        finally:
            cursor.execute("DROP TABLE made_later")


def test_migrating_works_as_the_owner_and_leaves_the_application_as_it_was(transactional_db: None) -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("cchc_app",)


def test_preparing_again_changes_nothing(cluster: Cluster, transactional_db: None) -> None:
    database.prepare(cluster.admin, database.Addresses(cluster.owner, cluster.application))
    assert refusals() == []


def test_an_ordinary_role_alone_is_told_what_to_set(cluster: Cluster, django_db_setup: None) -> None:
    with pytest.raises(database.UnusableDatabase, match="Hãy đặt thêm DATABASE_OWNER_URL"):
        database.external_addresses({"DATABASE_URL": cluster.application}, {})


def test_an_administrators_address_becomes_two_working_ones(cluster: Cluster, django_db_setup: None) -> None:
    admin, addresses = database.external_addresses(
        {"DATABASE_URL": cluster.admin}, {"cchc_owner": "một hai", "cchc_app": "ba/bốn"}
    )
    place = cluster.admin.rsplit("@", 1)[1]
    assert admin == cluster.admin
    assert addresses.owner == f"postgres://cchc_owner:m%E1%BB%99t%20hai@{place}"
    assert addresses.application == f"postgres://cchc_app:ba%2Fb%E1%BB%91n@{place}"
