"""What happened to a record, read from the event log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.exceptions import NotFound
from builder.models import EventRow, User
from forms_engine.storage import models_for

from .access import field_masks, visible_records
from .labels import Labels
from .reading import MASKED
from .titles import OUT_OF_SIGHT

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.models import Form

LONGEST_PAGE = 200
Entry = dict[str, Any]


def record_history(
    actor: User, form: Form, record_id: int, *, before: int | None = None, limit: int = 50
) -> tuple[list[Entry], int | None]:
    """Return what happened, newest first, and where to go on; fields out of the actor's sight are left out.

    Raises:
        NotFound: there is no such record for the actor, not in the recycle bin either.
    """
    generation = models_for(form.application)
    if not any(
        visible_records(actor, form, generation, action=action, deleted=deleted).filter(pk=record_id).exists()
        for action, deleted in (("read", False), ("delete", True))
    ):
        raise NotFound(_("There is no such record."))
    rows = EventRow.objects.filter(form_id=form.pk, record_id=record_id).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    limit = min(max(1, limit), LONGEST_PAGE)
    found = list(rows[: limit + 1])
    writer = _Writer(generation.spec(form.pk), field_masks(actor, form, record_id))
    entries = writer.entries(found[:limit])
    names = Labels(actor, generation).find(writer.references)
    for entry in entries:
        writer.name(entry, names)
    return entries, found[limit - 1].pk if len(found) > limit else None


def changed_since(form: Form, record_id: int, revision: int) -> list[str]:
    """Return the keys of the fields that changed after a revision."""
    rows = EventRow.objects.filter(form_id=form.pk, record_id=record_id, change__isnull=False).order_by("id")
    keys: dict[str, Any] = {}
    for change, payload in rows.values_list("change", "payload"):
        if payload.get("revision", 0) > revision:
            keys.update(change or {})
    return list(keys)


class _Writer:
    """Writes log rows as entries for one reader."""

    def __init__(self, spec: FormSpec, masks: Mapping[str, str]) -> None:
        self.spec = spec
        self.masks = masks
        self.references: dict[str, set[Any]] = {"member": set()}

    def entries(self, rows: Sequence[EventRow]) -> list[Entry]:
        return [self._entry(row) for row in rows]

    def _entry(self, row: EventRow) -> Entry:
        self.references["member"].add(row.actor_id)
        return {
            "id": row.pk,
            "type": row.type,
            "at": row.at.isoformat(),
            "actor": {"kind": row.actor_kind, "id": row.actor_id, "via": row.via},
            "revision": row.payload.get("revision"),
            "comment": row.payload.get("comment_id"),
            "changes": [change for key, pair in (row.change or {}).items() if (change := self._change(key, pair))],
        }

    def _change(self, key: str, pair: Any) -> Entry | None:
        mask = self.masks.get(key)
        if mask == "hidden":
            return None
        field = self.spec.fields.get(key)
        label = localized(field.label) if field is not None else key
        if mask in OUT_OF_SIGHT:
            return {"field": key, "label": label, "before": MASKED, "after": MASKED}
        before, after = pair
        if field is not None and field.lines is not None:
            return {"field": key, "label": label, "rows": True, **self._rows(field, before, after)}
        self._note(field, before, after)
        return {"field": key, "label": label, "before": before, "after": after}

    def _rows(self, field: FieldSpec, before: list[Entry], after: list[Entry]) -> Entry:
        hidden = {path.partition(".")[2] for path, mask in self.masks.items() if mask in OUT_OF_SIGHT and "." in path}
        shown = [[{k: v for k, v in row.items() if k not in hidden} for row in rows or ()] for rows in (before, after)]
        return {"before": shown[0], "after": shown[1], "columns": self._columns(field)}

    def _columns(self, field: FieldSpec) -> dict[str, str]:
        columns = field.lines.fields if field.lines is not None else {}
        return {key: localized(one.label) for key, one in columns.items()}

    def _note(self, field: FieldSpec | None, *values: Any) -> None:
        target = _target(field)
        for value in values:
            if target and value is not None:
                self.references.setdefault(target, set()).update(value if isinstance(value, list) else [value])

    def name(self, entry: Entry, names: Mapping[str, Mapping[Any, str]]) -> None:
        """Put the names of people, records and options beside their ids and keys."""
        entry["actor"]["name"] = names.get("member", {}).get(entry["actor"]["id"], "")
        for change in entry["changes"]:
            field = self.spec.fields.get(change["field"])
            if field is None or field.lines is not None or self.masks.get(change["field"]) in OUT_OF_SIGHT:
                continue
            known = names.get(_target(field), {})
            change["before_text"], change["after_text"] = (
                _text(field, change[which], known) for which in ("before", "after")
            )


def _target(field: FieldSpec | None) -> str:
    if field is None:
        return ""
    column = field.column
    return "file" if field.type == "file" else column.target if column is not None else ""


def _text(field: FieldSpec, value: Any, names: Mapping[Any, str]) -> str:
    if value is None:
        return ""
    if _target(field):
        return ", ".join(names.get(one, f"#{one}") for one in (value if isinstance(value, list) else [value]))
    if field.type in ("choice", "choices", "checkbox"):
        return field.kind.to_text(value, field.settings)
    return str(value)
