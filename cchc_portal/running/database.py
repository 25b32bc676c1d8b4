"""The two ordinary roles of the database: one owns the tables and migrates, the other is what the portal works as.

Row-level security binds only a role that is no superuser, may not bypass it and owns no table
(PostgreSQL manual, "Row Security Policies").
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import connection as Session

from cchc_portal import environment

OWNER, APPLICATION = "cchc_owner", "cchc_app"
SYSTEM_DATABASES = {"", "postgres", "template0", "template1"}
OUR_DATABASE = "cchc"


class UnusableDatabase(Exception):
    """The addresses given do not let the portal work; the message says in Vietnamese what to set."""


@dataclass(frozen=True)
class Addresses:
    owner: str
    application: str


def address(url: str, *, user: str, password: str, database: str) -> str:
    """The same server, another role and database."""
    parts = urlsplit(url)
    place = f"{parts.hostname or ''}:{parts.port or 5432}"
    query = f"?{parts.query}" if parts.query else ""
    return f"postgres://{user}:{quote(password, safe='')}@{place}/{database}{query}"


def shown(url: str) -> str:
    """An address without its password, for messages."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or 5432}{parts.path}"


@contextmanager
def session(url: str) -> Iterator[Session]:
    """A connection where each statement stands on its own."""
    try:
        opened = psycopg2.connect(url, connect_timeout=10)
    except psycopg2.OperationalError as error:
        said = str(error).strip().splitlines()[0]
        raise UnusableDatabase(f"Không kết nối được tới PostgreSQL tại {shown(url)}: {said}") from error
    opened.autocommit = True
    with closing(opened):
        yield opened


def may_create_roles(url: str) -> bool:
    with session(url) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        (answer,) = cursor.fetchone() or (False,)
        return bool(answer)


def external_addresses(given: Mapping[str, str], passwords: Mapping[str, str]) -> tuple[str, Addresses]:
    """(administrator's address or "", the two working addresses) for a DATABASE_URL from outside."""
    url, owner = given["DATABASE_URL"], given.get("DATABASE_OWNER_URL", "")
    if owner:
        return "", Addresses(owner, url)
    if may_create_roles(url):
        return url, working_addresses(url, passwords)
    raise UnusableDatabase(
        "Vai trò trong DATABASE_URL không được tạo vai trò khác. Hãy đặt thêm DATABASE_OWNER_URL là địa chỉ của "
        "vai trò sở hữu các bảng, hoặc đặt DATABASE_URL là địa chỉ của vai trò quản trị để cổng tự tạo hai vai trò."
    )


def working_addresses(admin_url: str, passwords: Mapping[str, str]) -> Addresses:
    named = urlsplit(admin_url).path.lstrip("/")
    database = OUR_DATABASE if named in SYSTEM_DATABASES else named
    return Addresses(
        *(
            address(admin_url, user=role, password=passwords[role], database=database)
            for role in (OWNER, APPLICATION)
        )
    )


def prepare(admin_url: str, addresses: Addresses) -> None:
    """Make the two roles and the database, or bring what stands there in order; safe to run again."""
    owner, application = urlsplit(addresses.owner), urlsplit(addresses.application)
    database = owner.path.lstrip("/")
    with session(admin_url) as admin:
        _make_role(admin, owner.username or OWNER, unquote(owner.password or ""))
        _make_role(admin, application.username or APPLICATION, unquote(application.password or ""))
        _make_database(admin, database, owner.username or OWNER)
    inside = address_of_database(admin_url, database)
    with session(inside) as admin:
        _settle_rights(admin, database, owner.username or OWNER, application.username or APPLICATION)
    with session(addresses.owner) as mine:
        _promise_rights(mine, application.username or APPLICATION)


def address_of_database(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _run(opened: Session, statement: str, **names: str) -> None:
    with opened.cursor() as cursor:
        cursor.execute(
            sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})
        )


def _exists(opened: Session, query: str, name: str) -> bool:
    with opened.cursor() as cursor:
        cursor.execute(query, [name])
        return cursor.fetchone() is not None


def _make_role(admin: Session, role: str, password: str) -> None:
    if not _exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        _run(admin, "CREATE ROLE {role} LOGIN NOCREATEDB NOCREATEROLE", role=role)
    with admin.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD %s").format(sql.Identifier(role)), [password])


def _make_database(admin: Session, database: str, owner: str) -> None:
    if _exists(admin, "SELECT 1 FROM pg_database WHERE datname = %s", database):
        return
    _belong_to(admin, owner)
    _run(admin, "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0", database=database, owner=owner)


def _belong_to(admin: Session, owner: str) -> None:
    """An administrator that is no superuser must be a member of the owner to hand things to it."""
    with admin.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [owner])
        (member,) = cursor.fetchone() or (False,)
    if not member:
        _run(admin, "GRANT {owner} TO CURRENT_USER", owner=owner)


def _settle_rights(admin: Session, database: str, owner: str, application: str) -> None:
    """The owner may build in its database; the application may only come in."""
    names = {"database": database, "owner": owner, "application": application}
    for statement in (
        "GRANT ALL ON DATABASE {database} TO {owner}",
        "GRANT ALL ON SCHEMA public TO {owner}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {application}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {application}",
    ):
        _run(admin, statement, **names)


def _promise_rights(owner: Session, application: str) -> None:
    """What the owner will make, the application may read and write, never empty (TRUNCATE escapes the policies)."""
    for statement in (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {application}",
    ):
        _run(owner, statement, application=application)


def owner_url() -> str:
    """The address of the role that owns the tables: from the environment, or left by a running `up`."""
    if settings.DATABASE_OWNER_URL:
        return str(settings.DATABASE_OWNER_URL)
    left = settings.STATE_DIR / "owner.env"
    return left.read_text(encoding="utf-8").strip().partition("=")[2] if left.exists() else ""


_owner_acts: ContextVar[bool] = ContextVar("owner_acts", default=False)


def acting_as_owner() -> bool:
    return _owner_acts.get()


@contextmanager
def as_owner() -> Iterator[None]:
    """Let Django's own connection work as the owner of the tables, for migrations only."""
    url = owner_url()
    if not url:
        yield
        return
    before: dict[str, Any] = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(environment.database(url))
    token = _owner_acts.set(True)
    try:
        yield
    finally:
        _owner_acts.reset(token)
        connection.close()
        connection.settings_dict.update(before)
