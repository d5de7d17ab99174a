"""The names of what records point to: people, departments, files and other records; one query for each target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from builder.models import Department, StoredFile, User

from .access import field_masks, visible_records
from .fetching import Tail, fetch_rows
from .titles import plan_title

if TYPE_CHECKING:
    from forms_engine.models import Form
    from forms_engine.storage import Generation

Wanted = Mapping[str, Collection[Any]]
Names = dict[str, dict[Any, str]]
DEEPEST = 2


class Labels:
    """Finds names for ids, by target: `member`, `department`, `file`, `form:<key>`."""

    def __init__(self, actor: User, generation: Generation) -> None:
        self.actor = actor
        self.generation = generation

    def find(self, wanted: Wanted, depth: int = 0) -> Names:
        """Return names by target and id; what the actor may not see has none."""
        return {target: self._names(target, set(ids), depth) for target, ids in wanted.items() if ids}

    def _names(self, target: str, ids: set[Any], depth: int) -> dict[Any, str]:
        if target == "member":
            people = fetch_rows(User.objects.filter(pk__in=ids), ["id", "display_name"], Tail(order_by="1"), len(ids))
            return dict(people)
        if target == "department":
            return dict(Department.objects.filter(pk__in=ids).order_by().values_list("pk", "name"))
        if target == "file":
            return {str(key): name for key, name in StoredFile.objects.filter(pk__in=ids).values_list("pk", "name")}
        form = self.generation.form(target.removeprefix("form:"))
        return self._titles(form, ids, depth) if form is not None and depth < DEEPEST else {}

    def _titles(self, form: Form, ids: set[Any], depth: int) -> dict[Any, str]:
        plan = plan_title(self.generation, self.generation.spec(form.pk), field_masks(self.actor, form))
        records = visible_records(self.actor, form, self.generation).filter(pk__in=ids)
        rows = [dict(zip(plan.attnames, row, strict=True)) for row in records.order_by().values_list(*plan.attnames)]
        names = self.find(collect(rows, plan.references.items()), depth + 1)
        return {row["id"]: plan.title(row, names) for row in rows}


def collect(rows: Iterable[Mapping[str, Any]], references: Iterable[tuple[str, str]]) -> dict[str, set[Any]]:
    """Return the ids in the rows, by target; `references` pairs columns with targets."""
    wanted: dict[str, set[Any]] = {}
    columns = list(references)
    for row in rows:
        for column, target in columns:
            value = row[column]
            if isinstance(value, list):
                wanted.setdefault(target, set()).update(value)
            elif value is not None:
                wanted.setdefault(target, set()).add(value)
    return wanted
