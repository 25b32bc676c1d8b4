"""The migration operation that fences a tenant table: forced row-level security and keys that cannot cross provinces."""

from dataclasses import dataclass, field
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.models import ForeignKey

SAME_PROVINCE = "province_id = nullif(current_setting('app.province_id', true), '')::bigint"
OWN_ROW = "user_id = nullif(current_setting('app.user_id', true), '')::bigint"


@dataclass(frozen=True)
class Fence:
    """How one table is fenced beyond the rule for all.

    `own_rows` lets a person read their own rows in any province; `also_visible` is a further SQL condition for reading;
    `crossing` maps a foreign key's field to the column that carries the province of what it points to;
    `append_only` refuses changes and deletions to everybody.
    """

    model: str
    own_rows: bool = False
    also_visible: str = ""
    crossing: dict[str, str] = field(default_factory=dict)
    append_only: bool = False


class IsolateTables(Operation):
    """Fence an app's tenant tables: policy on `province_id`, FORCE, unique (province_id, id), composite foreign keys.

    A plain foreign key is checked by PostgreSQL without row-level security, so it would accept another province's row;
    (province_id, x_id) → (province_id, id) cannot.
    """

    reversible = True

    def __init__(self, *fences: Fence) -> None:
        self.fences = fences

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django's own state knows of."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        models = [(fence, to_state.apps.get_model(app_label, fence.model)) for fence in self.fences]
        statements = [
            statement for fence, model in models for statement in self._policies(fence, model._meta.db_table)
        ]
        statements += [statement for fence, model in models for statement in self._keys(fence, model)]
        for statement in statements:
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The tables go when the migration that made them is undone; their fences go with them."""

    @staticmethod
    def _policies(fence: Fence, table: str) -> list[str]:
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY same_province ON {table} USING ({SAME_PROVINCE}) WITH CHECK ({SAME_PROVINCE})",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_province UNIQUE (province_id, id)",
        ]
        if fence.own_rows:
            statements.append(f"CREATE POLICY own_rows ON {table} FOR SELECT USING ({OWN_ROW})")
        if fence.also_visible:
            statements.append(
                f"CREATE POLICY also_visible ON {table} FOR SELECT USING ({fence.also_visible})"
            )
        if fence.append_only:
            statements.append(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return statements

    @staticmethod
    def _keys(fence: Fence, model: Any) -> list[str]:
        table = model._meta.db_table
        return [
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{key.column}_same_province "
            f"FOREIGN KEY ({fence.crossing.get(key.name, 'province_id')}, {key.column}) "
            f"REFERENCES {key.remote_field.model._meta.db_table} (province_id, id) DEFERRABLE INITIALLY DEFERRED"
            for key in model._meta.local_fields
            if _leads_to_tenant(key)
        ]

    def describe(self) -> str:
        return "Fence tables by province: " + ", ".join(fence.model for fence in self.fences)


def _leads_to_tenant(key: Any) -> bool:
    if not isinstance(key, ForeignKey):
        return False
    return "province" in {other.name for other in key.remote_field.model._meta.local_fields}


REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Nhật ký chỉ được ghi thêm, không được sửa hoặc xóa.';
END $$
"""
