"""Physical names; no text of a user is ever part of one, except in the readable views."""

from __future__ import annotations

from hashlib import blake2s

MAX_NAME = 63


def table_name(form_id: int) -> str:
    """Return the table of a form's records."""
    return f"r_{form_id}"


def lines_table_name(form_id: int, field_id: str) -> str:
    """Return the table of a sub-table's rows."""
    return f"r_{form_id}_{field_id}"


def index_name(table: str, purpose: str) -> str:
    """Return a name that says what the index is for, so that equal indexes have equal names."""
    return f"ix_{table[2:]}_{blake2s(purpose.encode(), digest_size=5).hexdigest()}"


def view_name(app_key: str, form_key: str, lines_key: str = "") -> str:
    """Return the readable name of a form's view, cut to what a database takes."""
    name = "_".join(part for part in (app_key, form_key, lines_key) if part).replace("-", "_")
    if len(name.encode()) <= MAX_NAME - 2:
        return name
    digest = blake2s(name.encode(), digest_size=4).hexdigest()
    return name.encode()[: MAX_NAME - 11].decode(errors="ignore") + "_" + digest
