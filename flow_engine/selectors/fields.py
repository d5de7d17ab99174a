"""What a node shows of the record's fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flow_engine.engine.plan import START

_MASKS = {"hidden": "hidden", "read": "read", "edit": "edit", "required": "edit"}


def field_rights(node: str, rights: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """Return the mask of every field at a node: unnamed ones are read only, but editable at the start.

    A column of a sub-table that is not named has the right of its table.
    """
    usual = "edit" if node == START else "read"
    masks: dict[str, str] = {}
    for path in fields:
        head = path.partition(".")[0]
        masks[path] = _MASKS[rights.get(path) or rights.get(head) or usual]
    for path in list(masks):
        head, _dot, column = path.partition(".")
        # A table with one editable column is itself open for changes.
        if column and masks[path] == "edit" and masks[head] == "read":
            masks[head] = "edit"
    return {path: mask for path, mask in masks.items() if mask != "edit"}
