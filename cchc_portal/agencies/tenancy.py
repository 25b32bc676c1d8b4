"""A province's rows are seen only from inside that province.

First belt: `TenantManager` refuses a query outside `acting_in`. Second belt: PostgreSQL row-level security, forced, reads the same
province from `app.province_id`, set for one transaction (`SET LOCAL`), so that a pooled connection carries nothing over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.db import connection, models
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

_province: ContextVar[int | None] = ContextVar("province", default=None)
_user: ContextVar[int | None] = ContextVar("user", default=None)
TELL = "SELECT set_config('app.province_id', %(app_province)s, true), set_config('app.user_id', %(app_user)s, true)"


class NoTenant(Exception):
    """A tenant table was asked outside any province, or outside a transaction."""


def current_province_id() -> int | None:
    return _province.get()


def set_for_transaction(province_id: int | None, user_id: int | None) -> None:
    """Tell PostgreSQL for the rest of this transaction whose rows may be seen."""
    if not connection.in_atomic_block:
        raise NoTenant("Cần một giao dịch (transaction) trước khi vào phạm vi của một tỉnh, thành phố.")
    with connection.cursor() as cursor:
        cursor.execute(TELL, told(province_id, user_id))


def told(province_id: int | None, user_id: int | None = None) -> dict[str, str]:
    """What `TELL` is given."""
    return {"app_province": str(province_id or ""), "app_user": str(user_id or "")}


@contextmanager
def acting_in(
    province_id: int | None, *, user_id: int | None = None, already_set: bool = False
) -> Iterator[None]:
    """See the rows of one province (None: of none, only a person's own posts through `user_id`).

    `already_set` saves a query where the caller's own query tells PostgreSQL, and one at the end, where the caller's
    transaction ends too.
    """
    if not already_set:
        set_for_transaction(province_id, user_id)
    outer = _province.get(), _user.get()
    tokens = _province.set(province_id), _user.set(user_id)
    try:
        yield
    finally:
        _province.reset(tokens[0])
        _user.reset(tokens[1])
        if _can_be_told() and not (already_set and outer == (None, None)):
            set_for_transaction(*outer)


def _can_be_told() -> bool:
    """A transaction that PostgreSQL has given up takes no more statements; undoing it undoes what it was told."""
    if not connection.in_atomic_block or connection.needs_rollback:
        return False
    return bool(connection.connection.info.transaction_status != TRANSACTION_STATUS_INERROR)


class TenantQuerySet(models.QuerySet[Any]):
    """Base of every tenant table's queryset."""


class TenantManager(models.Manager[Any]):
    """Refuses to build a query while no province is entered."""

    def get_queryset(self) -> Any:
        if _province.get() is None:
            raise NoTenant(f"Truy vấn {self.model.__name__} khi chưa vào phạm vi của tỉnh, thành phố nào.")
        return super().get_queryset()

    @classmethod
    def of(cls, queryset_class: type[models.QuerySet[Any]]) -> Any:
        return cls.from_queryset(queryset_class)()


class TenantModel(models.Model):
    """A row that belongs to one province; see `isolation.IsolateTable` for what its migration must add."""

    province = models.ForeignKey(
        "agencies.Province",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="tỉnh, thành phố",
    )

    objects: ClassVar[Any] = TenantManager.of(TenantQuerySet)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.province_id is None:
            self.province_id = _province.get()
        super().save(*args, **kwargs)

    @classmethod
    def in_province(cls, **fields: Any) -> Self:
        """An unsaved row of the entered province, for bulk_create."""
        return cls(province_id=_province.get(), **fields)
