"""Which indexes a form's tables need, and which of them are there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from forms_engine.engine import FieldSpec, FormSpec

from .columns import columns_of
from .names import index_name, lines_table_name, table_name

LIVING = "deleted_at IS NULL"


@dataclass(frozen=True)
class IndexPlan:
    """One index; `method` is btree, or pairs (search) or json (multiple choice), which only PostgreSQL builds."""

    table: str
    columns: tuple[str, ...]
    where: str = LIVING
    unique: bool = False
    method: str = "btree"

    @property
    def name(self) -> str:
        """Return the name, which tells equal indexes from others."""
        purpose = f"{self.method} {self.unique} {','.join(self.columns)} {self.where}"
        return index_name(self.table, purpose)

    def sql(self, *, concurrently: bool = False) -> str:
        """Return the statement that builds it."""
        quoted = [connection.ops.quote_name(column) for column in self.columns]
        target = {
            "btree": f"({', '.join(quoted)})",
            "pairs": f"USING gin (millrace_bigrams({quoted[0]}))",
            "json": f"USING gin ({quoted[0]} jsonb_path_ops)",
        }[self.method]
        head = f"CREATE {'UNIQUE ' if self.unique else ''}INDEX {'CONCURRENTLY ' if concurrently else ''}"
        where = f" WHERE {self.where}" if self.where else ""
        return (
            f"{head}{connection.ops.quote_name(self.name)} ON {connection.ops.quote_name(self.table)} {target}{where}"
        )


def wanted_indexes(form_id: int, spec: FormSpec) -> list[IndexPlan]:
    """Return every index the form's tables should have in this database."""
    table = table_name(form_id)
    plans = [
        IndexPlan(table, ("owner_id", "id")),
        IndexPlan(table, ("department_id", "id")),
        IndexPlan(table, ("flow_status", "id")),
        IndexPlan(table, ("number",)),
        IndexPlan(table, ("deleted_at",), where="deleted_at IS NOT NULL"),
        IndexPlan(table, ("search",), method="pairs"),
    ]
    for one in spec.stored():
        plans += _field_indexes(table, one, LIVING)
    for group in spec.unique:
        plans.append(IndexPlan(table, tuple(spec.fields[key].attribute for key in group), unique=True))
    for sub in spec.sub_tables():
        lines_table = lines_table_name(form_id, sub.id)
        plans.append(IndexPlan(lines_table, ("parent_id", "position"), where=""))
        for one in sub.lines.fields.values() if sub.lines is not None else ():
            plans += _field_indexes(lines_table, one, "")
    here = ("btree", "pairs", "json") if connection.vendor == "postgresql" else ("btree",)
    return [plan for plan in dict.fromkeys(plans) if plan.method in here]


def _field_indexes(table: str, field: FieldSpec, where: str) -> list[IndexPlan]:
    column = field.column
    if column is None or not (field.indexed or column.kind == "reference"):
        return []
    if column.kind == "json":
        return [IndexPlan(table, (field.attribute,), where=where, method="json")]
    # Texts may be longer than an index entry may be.
    return [] if field.type == "longtext" else [IndexPlan(table, (field.attribute, "id"), where=where)]


def missing_indexes(form_id: int, spec: FormSpec) -> list[IndexPlan]:
    """Return the indexes that are not there yet, or were left unfinished.

    Columns that do not exist, such as that of a link whose form was never published, have none.
    """
    present = present_indexes(form_id)
    missing = [plan for plan in wanted_indexes(form_id, spec) if plan.name not in present]
    columns = {table: columns_of(table) for table in {plan.table for plan in missing}}
    return [plan for plan in missing if columns[plan.table].issuperset(plan.columns)]


def present_indexes(form_id: int) -> set[str]:
    """Return the names of the finished indexes of a form's tables."""
    pattern = f"ix\\_{form_id}\\_%"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "WHERE c.relname LIKE %s AND i.indisvalid",
                [pattern],
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE %s ESCAPE '\\'", [pattern]
            )
        return {name for (name,) in cursor.fetchall()}
