"""From rows of the database to records as the API shows them, without building a single model instance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .facts import stored_lines
from .labels import Labels, Names, collect
from .slots import Slot, Wire, slots_of
from .titles import plan_title

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.engine import FieldSpec
    from forms_engine.models import Form
    from forms_engine.storage import Generation

Record = dict[str, Any]
Row = Sequence[Any]
MASKED = "•••"
# Name in the answer, column, what it points to.
SYSTEM = (
    ("id", "id", ""),
    ("number", "number", ""),
    ("revision", "revision", ""),
    ("created_at", "created_at", ""),
    ("created_by", "created_by_id", "member"),
    ("updated_at", "updated_at", ""),
    ("updated_by", "updated_by_id", "member"),
    ("owner", "owner_id", "member"),
    ("department", "department_id", "department"),
    ("flow_status", "flow_status", ""),
)
MOMENTS = frozenset({"created_at", "updated_at"})


@dataclass(frozen=True)
class Shape:
    """What of a form's records is read: some fields or all, and whether rows of sub-tables come along."""

    fields: Collection[str] | None = None
    lines: bool = False

    def has(self, key: str) -> bool:
        """Tell whether the field belongs to it."""
        return self.fields is None or key in self.fields

    def has_lines(self, key: str) -> bool:
        """Tell whether the sub-table belongs to it."""
        return (self.lines and self.has(key)) or (self.fields is not None and key in self.fields)


class RecordReader:
    """Reads the records of one form for one permission shape."""

    def __init__(
        self, actor: User, form: Form, generation: Generation, masks: Mapping[str, str], shape: Shape | None = None
    ) -> None:
        self.generation = generation
        self.form = form
        self.masks = masks
        shape = shape or Shape()
        spec = generation.spec(form.pk)
        seen = {
            key: slot
            for key, slot in slots_of(generation, spec).items()
            if shape.has(key) and masks.get(key) != "hidden"
        }
        self._masked = [key for key in seen if masks.get(key) == "masked"]
        self._slots = {key: slot for key, slot in seen.items() if key not in self._masked}
        self._tables = [
            one
            for one in spec.sub_tables()
            if shape.has_lines(one.key) and masks.get(one.key) not in ("hidden", "masked")
        ]
        self._title = plan_title(generation, spec, masks)
        self._labels = Labels(actor, generation)
        system = [column for _name, column, _target in SYSTEM]
        own = [slot.attname for slot in self._slots.values()]
        self.columns: list[str] = list(dict.fromkeys([*system, *own, *self._title.attnames]))
        place = {column: index for index, column in enumerate(self.columns)}
        self._values: list[tuple[str, int, Wire | None]] = [
            (key, place[slot.attname], slot.wire) for key, slot in self._slots.items()
        ]
        self._references = [
            *((name, place[column], target) for name, column, target in SYSTEM if target),
            *((key, place[slot.attname], slot.target) for key, slot in self._slots.items() if slot.target),
        ]
        self._titled = [(column, place[column]) for column in self._title.attnames]
        titled = ((place[column], target) for column, target in self._title.references.items())
        self._pointing = {*((index, target) for _key, index, target in self._references), *titled}

    def read(self, rows: Sequence[Row]) -> list[Record]:
        """Return rows of `columns` as records; the number of statements does not depend on how many there are."""
        tables = {one.key: self._rows_of(one, [row[0] for row in rows]) for one in self._tables}
        names = self._labels.find(self._wanted(rows, tables))
        return [self._record(row, names, tables) for row in rows]

    def _record(self, row: Row, names: Names, tables: Mapping[str, dict[int, list[Record]]]) -> Record:
        record: Record = {name: row[index] for index, (name, _column, _target) in enumerate(SYSTEM)}
        for name in MOMENTS:
            record[name] = record[name].isoformat() if record[name] is not None else None
        record["title"] = self._title.title({column: row[index] for column, index in self._titled}, names)
        record["values"] = values = {
            key: row[index] if wire is None or row[index] is None else wire(row[index])
            for key, index, wire in self._values
        }
        record["labels"] = labels = {
            key: _label(row[index], names.get(target, {}))
            for key, index, target in self._references
            if row[index] is not None
        }
        for key in self._masked:
            values[key], labels[key] = None, MASKED
        for one in self._tables:
            self._add_rows(record, one, tables[one.key][row[0]], names)
        return record

    def _rows_of(self, table: FieldSpec, ids: Iterable[int]) -> dict[int, list[Record]]:
        return stored_lines(self.generation, self.form.pk, table.id, table.lines, ids)

    def _columns_of(self, table: FieldSpec) -> dict[str, Slot]:
        slots = slots_of(self.generation, table.lines) if table.lines is not None else {}
        hidden = ("hidden", "masked")
        return {key: slot for key, slot in slots.items() if self.masks.get(f"{table.key}.{key}") not in hidden}

    def _add_rows(self, record: Record, table: FieldSpec, rows: list[Record], names: Names) -> None:
        slots = self._columns_of(table)
        record["values"][table.key] = [
            {"id": row["id"], **{key: slot.to_wire(row[key]) for key, slot in slots.items()}} for row in rows
        ]
        for key, slot in slots.items():
            if slot.target and rows:
                known = names.get(slot.target, {})
                record["labels"][f"{table.key}.{key}"] = [_label(row[key], known) for row in rows]

    def _wanted(self, rows: Sequence[Row], tables: Mapping[str, dict[int, list[Record]]]) -> dict[str, set[Any]]:
        wanted: dict[str, set[Any]] = {}
        for index, target in self._pointing:
            ids = wanted.setdefault(target, set())
            for row in rows:
                _add(ids, row[index])
        for one in self._tables:
            pointing = [(key, slot.target) for key, slot in self._columns_of(one).items() if slot.target]
            lines = [line for found in tables[one.key].values() for line in found]
            for target, ids in collect(lines, pointing).items():
                wanted.setdefault(target, set()).update(ids)
        return wanted


def _add(ids: set[Any], value: Any) -> None:
    if isinstance(value, list):
        ids.update(value)
    elif value is not None:
        ids.add(value)


def _label(value: Any, names: Mapping[Any, str]) -> Any:
    if isinstance(value, list):
        return [names.get(one, "") for one in value]
    return names.get(value, f"#{value}") if value is not None else None
