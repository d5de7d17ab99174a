"""What changes between two versions of a form, in the words of a builder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.definitions.changes import Change, matched
from builder.definitions.text import localized
from forms_engine.engine.compiling import settings_of
from forms_engine.engine.spec import ordered_keys
from forms_engine.fields import field_types

Document = Mapping[str, Any]

_SPOKEN = {
    "label": _("%(field)s is now called %(after)s."),
    "help": _("The help text of %(field)s changes."),
    "placeholder": _("The placeholder of %(field)s changes."),
    "visible": _("When %(field)s is shown changes."),
    "required_when": _("When %(field)s is required changes."),
    "read_only_when": _("When %(field)s is locked changes."),
    "default": _("The default of %(field)s changes."),
    "expression": _("The formula of %(field)s changes from %(before)s to %(after)s."),
    "unique": _("Whether %(field)s must be unique changes."),
    "indexed": _("Whether lists filter and sort quickly by %(field)s changes."),
    "width": _("The width of %(field)s changes."),
}
_SETTING = _("%(field)s: %(setting)s changes from %(before)s to %(after)s.")
_NOTHING = _("nothing")


class _Named:
    """A field of one document, with the names people know it by."""

    def __init__(self, key: str, prop: Document, table: str, *, required: bool) -> None:
        self.key = key
        self.prop = prop
        self.settings = settings_of(prop)
        self.required = required
        label = localized(self.settings.get("label")) or key
        self.name = f"{table} / {label}" if table else label

    @property
    def id(self) -> str:
        """Return the id, or the key of a field that has none."""
        return self.settings.get("id") or self.key

    @property
    def type_label(self) -> Any:
        """Return what its type is called."""
        kind = self.settings["type"]
        return field_types.get(kind).label if kind in field_types else kind


def form_changes(old: Document | None, new: Document) -> list[Change]:
    """Return the differences between the published document and the draft."""
    before: Document = old or {"properties": {}}
    changes = _field_changes(before, new, "", "properties")
    if old is None:
        return changes
    changes += _group_changes(before, new, "x-constraints", _("A constraint is added."), _("A constraint is removed."))
    if before.get("x-unique", []) != new.get("x-unique", []):
        changes.append(Change("changed", "x-unique", _("Which fields must be unique together changes.")))
    if _shape(before) != _shape(new):
        changes.append(Change("moved", "x-layout", _("The layout changes.")))
    if before.get("x-title", "") != new.get("x-title", ""):
        changes.append(Change("changed", "x-title", _("What records are called changes.")))
    if (before.get("x-name") or before.get("title")) != (new.get("x-name") or new.get("title")):
        changes.append(Change("changed", "title", _("The form's title changes.")))
    return changes


def _field_changes(old: Document, new: Document, table: str, path: str) -> list[Change]:
    removed, added, kept = matched(_named(old, table), _named(new, table), lambda one: one.id)
    changes = [
        Change("removed", f"{path}.{one.key}", _("%(field)s is removed; its data is kept."), {"field": one.name})
        for one in removed
    ]
    for one in added:
        params = {"field": one.name, "type": one.type_label}
        changes.append(Change("added", f"{path}.{one.key}", _("%(field)s (%(type)s) is added."), params))
    for before, after in kept:
        changes += _changes_of(before, after, f"{path}.{after.key}")
    return changes


def _named(document: Document, table: str) -> list[_Named]:
    properties, required = document.get("properties", {}), document.get("required", ())
    return [_Named(key, properties[key], table, required=key in required) for key in ordered_keys(document)]


def _changes_of(before: _Named, after: _Named, path: str) -> Iterator[Change]:
    if before.key != after.key:
        params = {"field": before.name, "before": before.key, "after": after.key}
        yield Change("changed", path, _("The key of %(field)s changes from %(before)s to %(after)s."), params)
    if before.required != after.required:
        message = _("%(field)s becomes required.") if after.required else _("%(field)s is no longer required.")
        yield Change("changed", path, message, {"field": before.name})
    if before.settings.get("options") != after.settings.get("options"):
        yield from _option_changes(before, after, f"{path}.x-field.options")
    for name in sorted({*before.settings, *after.settings} - {"id", "type", "options"}):
        old, new = before.settings.get(name), after.settings.get(name)
        if old != new:
            yield _setting_change(before, name, old, new, f"{path}.x-field.{name}")
    if after.settings["type"] == "lines":
        old_rows, new_rows = before.prop.get("items", {}), after.prop.get("items", {})
        yield from _field_changes(old_rows, new_rows, after.name, f"{path}.items.properties")


def _setting_change(field: _Named, name: str, old: Any, new: Any, path: str) -> Change:
    kind = field.settings["type"]
    known = field_types.get(kind).settings_schema.get("properties", {}) if kind in field_types else {}
    params = {
        "field": field.name,
        "setting": known.get(name, {}).get("title", name),
        "before": _shown(old),
        "after": _shown(new),
    }
    return Change("changed", path, _SPOKEN.get(name, _SETTING), params, before=old, after=new)


def _option_changes(before: _Named, after: _Named, path: str) -> Iterator[Change]:
    identity: Callable[[Any], Any] = lambda option: option["key"]  # noqa: E731 - named for its type
    removed, added, kept = matched(before.settings.get("options") or [], after.settings.get("options") or [], identity)
    for option in removed:
        params = {"field": after.name, "option": _option_name(option)}
        yield Change("removed", path, _("%(field)s: the option %(option)s is removed."), params)
    for option in added:
        params = {"field": after.name, "option": _option_name(option)}
        yield Change("added", path, _("%(field)s: the option %(option)s is added."), params)
    renamed = [(old, new) for old, new in kept if _option_name(old) != _option_name(new)]
    for old, new in renamed:
        params = {"field": after.name, "before": _option_name(old), "after": _option_name(new)}
        yield Change("changed", path, _("%(field)s: the option %(before)s is now called %(after)s."), params)
    if not (removed or added or renamed):
        yield Change("moved", path, _("%(field)s: the options change."), {"field": after.name})


def _option_name(option: Document) -> str:
    return localized(option.get("label")) or str(option["key"])


def _group_changes(old: Document, new: Document, name: str, added: Any, removed: Any) -> list[Change]:
    before, after = old.get(name) or [], new.get(name) or []
    changes = [Change("added", f"{name}.{index}", added) for index, one in enumerate(after) if one not in before]
    return changes + [
        Change("removed", f"{name}.{index}", removed) for index, one in enumerate(before) if one not in after
    ]


def _shape(document: Document) -> Any:
    properties = document.get("properties", {})
    ids = {key: settings_of(prop).get("id", key) for key, prop in properties.items()}
    return [
        {**section, "fields": [ids.get(key, key) for key in section.get("fields", ())]}
        for section in document.get("x-layout") or ()
    ]


def _shown(value: Any) -> Any:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, Mapping):
        return localized(value) if "expression" not in value else value["expression"]
    return value
