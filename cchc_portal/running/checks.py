"""Start-up checks: the portal refuses to work as a role that row-level security would not bind, or with a fault it knows of."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.utils import CursorWrapper

from . import database

WHAT_TO_DO = (
    "Hãy đặt DATABASE_URL là địa chỉ của một vai trò thường (không sở hữu bảng nào), DATABASE_OWNER_URL là địa chỉ "
    "của vai trò sở hữu các bảng, rồi chạy “manage.py prepare_database”."
)

# Every role that the connected one is or can become; a superuser is a member of all, so it is asked about alone.
_REACHED = """
    SELECT role.oid, role.rolname, role.rolsuper, role.rolbypassrls, role.rolcreaterole
    FROM pg_roles AS role
    WHERE CASE WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN role.rolname = current_user
          ELSE pg_has_role(current_user, role.oid, 'MEMBER') END
"""
_OWNED = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relowner = %s AND relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""
_EMPTIED = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND nspname = 'public' AND has_table_privilege(current_user, pg_class.oid, 'TRUNCATE')
"""


def role_refusals(cursor: CursorWrapper) -> list[str]:
    """Why the connected role may not serve the portal, as sentences; nothing when it may."""
    cursor.execute("SELECT current_user")
    (current,) = cursor.fetchone()
    cursor.execute(_REACHED)
    refusals = []
    for oid, name, is_superuser, bypasses, creates_roles in sorted(
        cursor.fetchall(), key=lambda row: row[1] != current
    ):
        who = (
            f"Vai trò “{current}”"
            if name == current
            else f"Vai trò “{current}” là thành viên của “{name}”, vai trò này"
        )
        facts = {
            "có quyền quản trị cao nhất (SUPERUSER)": is_superuser,
            "được bỏ qua phân tách dữ liệu giữa các tỉnh (BYPASSRLS)": bypasses,
            "được tạo vai trò khác (CREATEROLE)": creates_roles,
            "sở hữu bảng dữ liệu": _count(cursor, _OWNED, [oid]),
        }
        refusals += [f"{who} {fact}." for fact, holds in facts.items() if holds]
    cursor.execute("SELECT has_schema_privilege(current_user, 'public', 'CREATE')")
    if cursor.fetchone()[0]:
        refusals.append(f"Vai trò “{current}” được tạo bảng trong lược đồ public.")
    if _count(cursor, _EMPTIED, []):
        refusals.append(f"Vai trò “{current}” được xóa sạch bảng (TRUNCATE).")
    return refusals


def _count(cursor: CursorWrapper, query: str, values: Sequence[Any]) -> int:
    cursor.execute(query, values)
    return int(cursor.fetchone()[0])


@register(Tags.database)
def application_role(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **_: Any
) -> list[CheckMessage]:
    if not databases or database.acting_as_owner():
        return []
    with connection.cursor() as cursor:
        refusals = role_refusals(cursor)
    return [Error(refusal, hint=WHAT_TO_DO, id="running.E001") for refusal in refusals]


def refuse_unsafe_role(leave: Callable[[], None] = connection.close) -> None:
    """Called where the portal begins to work: the web server's entrance and the worker's start."""
    with connection.cursor() as cursor:
        refusals = role_refusals(cursor)
    leave()
    if refusals:
        raise ImproperlyConfigured(" ".join(["Cổng không khởi động.", *refusals, WHAT_TO_DO]))


def refuse_faults() -> None:
    """Stop where Django's checks find an error: an incomplete typeface of the papers, a setting that cannot work."""
    faults = [fault for fault in run_checks() if fault.is_serious()]
    if faults:
        said = [f"{fault.msg} {fault.hint or ''}".strip() for fault in faults]
        raise ImproperlyConfigured(" ".join(["Cổng không khởi động.", *said]))


def refuse_unsafe_worker(**_: Any) -> None:
    """Celery swallows exceptions of its signal receivers; only leaving stops it."""
    try:
        refuse_unsafe_role()
        refuse_faults()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
