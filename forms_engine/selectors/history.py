"""What happened to a record, read from the event log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.models import EventRow

if TYPE_CHECKING:
    from forms_engine.models import Form


def changed_since(form: Form, record_id: int, revision: int) -> list[str]:
    """Return the keys of the fields that changed after a revision."""
    rows = EventRow.objects.filter(form_id=form.pk, record_id=record_id, change__isnull=False).order_by("id")
    keys: dict[str, Any] = {}
    for change, payload in rows.values_list("change", "payload"):
        if payload.get("revision", 0) > revision:
            keys.update(change)
    return list(keys)
