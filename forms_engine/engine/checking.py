"""What is wrong with a form's document; every problem has its path."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.documents import check
from builder.exceptions import Problem, gettext_noop
from forms_engine.fields import field_types
from forms_engine.fields.base import plain

from .compiling import compile_leniently, settings_of
from .schemas import RESERVED, Documents

DOCUMENT_SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "document.schema.json").read_text(encoding="utf-8")
)
MAX_FIELDS = 250
MAX_SUB_TABLES = 20
MAX_COLUMNS = 100
MAX_KEY = 40

_KEY_SHAPE = gettext_noop("Use letters, digits and single underscores; begin with a letter. At most 40 characters.")
_KEY_RESERVED = gettext_noop("The name %(key)s has a meaning of its own. Choose another one.")
_KEY_TWICE = gettext_noop("Two fields are called %(key)s. Capital letters make no difference.")
_ID_TWICE = gettext_noop("The fields %(first)s and %(second)s have the same id.")
_UNKNOWN_TYPE = gettext_noop("There is no field type %(type)s.")
_NOT_IN_LINES = gettext_noop("A field of type %(type)s cannot be a column of lines.")
_TOO_MANY = gettext_noop("A form can have at most %(limit)s fields.")
_TOO_MANY_TABLES = gettext_noop("A form can have at most %(limit)s sub-tables.")
_TOO_MANY_COLUMNS = gettext_noop("A sub-table can have at most %(limit)s columns.")
_NO_COLUMNS = gettext_noop("Add at least one column.")
_NO_FIELDS = gettext_noop("Add at least one field.")
_LAYOUT_UNKNOWN = gettext_noop("The layout names the field %(key)s, which does not exist.")
_LAYOUT_TWICE = gettext_noop("The field %(key)s stands twice in the layout.")
_LAYOUT_MISSING = gettext_noop("The field %(key)s stands nowhere in the layout.")
_UNKNOWN_FIELD = gettext_noop("There is no field %(key)s.")
_NO_TARGET = gettext_noop("The form %(form)s does not exist or is not published yet.")
_NOT_UNIQUE = gettext_noop("A field of type %(type)s cannot be unique.")
_UNIQUE_IN_LINES = gettext_noop("A column of lines cannot be unique.")
_TYPE_CHANGED = gettext_noop(
    "%(key)s was published as %(before)s and cannot become %(after)s. Add a new field and remove this one."
)
_TARGET_CHANGED = gettext_noop("%(key)s links to %(before)s and cannot link to another form. Add a new field instead.")


def check_form(
    document: Any, *, targets: Documents | None = None, published: Sequence[Mapping[str, Any]] = ()
) -> list[Problem]:
    """Return everything wrong with the document, an empty list when it may be published.

    Args:
        document: the completed draft.
        targets: the published documents of the app's forms by key, the form's own draft included.
        published: documents that were published, with whose columns the ids must agree.
    """
    problems = check(DOCUMENT_SCHEMA, document)
    if problems:
        return problems
    places = list(_places(document))
    for place in places:
        problems += place.problems()
    problems += _names(places)
    problems += _ids(places)
    problems += _sizes(document)
    problems += _layout(document)
    problems += _named_fields(document)
    problems += _targets(places, targets or {})
    problems += _stable(places, published)
    return problems + compile_leniently(document, targets)[1]


class _Place:
    """A field in the document: where it stands and what it says."""

    def __init__(self, path: str, key: str, prop: Mapping[str, Any], table: _Place | None = None) -> None:
        self.path = path
        self.key = key
        self.prop = prop
        self.lines = table.key if table is not None else ""
        self.table_id = table.settings.get("id", "") if table is not None else ""
        self.settings: dict[str, Any] = settings_of(prop)
        self.type: str = self.settings["type"]

    def problem(self, code: str, message: str, at: str = "x-field", **params: Any) -> Problem:
        """Return a problem of this field."""
        return Problem(f"{self.path}.{at}" if at else self.path, code, message, params)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the field by itself."""
        if self.type not in field_types:
            return [self.problem("field_type", _UNKNOWN_TYPE, "x-field.type", type=self.type)]
        kind = field_types.get(self.type)
        if self.lines and not kind.in_lines:
            return [self.problem("field_type", _NOT_IN_LINES, "x-field.type", type=self.type)]
        found = check(plain(kind.settings_schema), self.settings) or kind.check_settings(self.settings)
        return [one.under(f"{self.path}.x-field") for one in found] + self._unique() + self._columns()

    def _unique(self) -> list[Problem]:
        if not self.settings.get("unique"):
            return []
        if self.lines:
            return [self.problem("unique", _UNIQUE_IN_LINES, "x-field.unique")]
        if not field_types.get(self.type).unique_allowed:
            return [self.problem("unique", _NOT_UNIQUE, "x-field.unique", type=self.type)]
        return []

    def _columns(self) -> list[Problem]:
        if self.type != "lines":
            return []
        columns = self.prop.get("items", {}).get("properties", {})
        if not columns:
            return [self.problem("columns", _NO_COLUMNS)]
        if len(columns) > MAX_COLUMNS:
            return [self.problem("columns", _TOO_MANY_COLUMNS, limit=MAX_COLUMNS)]
        return []


def _places(document: Mapping[str, Any]) -> Iterator[_Place]:
    for key, prop in document["properties"].items():
        place = _Place(f"properties.{key}", key, prop)
        yield place
        if place.type == "lines":
            for column, inner in prop.get("items", {}).get("properties", {}).items():
                yield _Place(f"{place.path}.items.properties.{column}", column, inner, place)


def _names(places: list[_Place]) -> list[Problem]:
    problems = []
    seen: set[tuple[str, str]] = set()
    for place in places:
        folded = place.key.casefold()
        if not is_good_key(place.key):
            problems.append(place.problem("key", _KEY_SHAPE, ""))
        elif folded in RESERVED:
            problems.append(place.problem("key_reserved", _KEY_RESERVED, "", key=place.key))
        elif (place.lines, folded) in seen:
            problems.append(place.problem("key_twice", _KEY_TWICE, "", key=place.key))
        seen.add((place.lines, folded))
    return problems


def is_good_key(key: str) -> bool:
    """Tell whether a name can be used in expressions: letters of any language, digits, single underscores."""
    plain_form = unicodedata.normalize("NFKC", key) == key
    return key.isidentifier() and plain_form and not key.startswith("_") and "__" not in key and len(key) <= MAX_KEY


def _ids(places: list[_Place]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for place in places:
        field_id = place.settings.get("id", "")
        if field_id and field_id in seen:
            params = {"first": seen[field_id], "second": place.key}
            problems.append(place.problem("id_twice", _ID_TWICE, "x-field.id", **params))
        seen.setdefault(field_id, place.key)
    return problems


def _sizes(document: Mapping[str, Any]) -> list[Problem]:
    properties = document["properties"]
    tables = [prop for prop in properties.values() if prop["x-field"]["type"] == "lines"]
    problems = []
    if not properties:
        problems.append(Problem("properties", "no_fields", _NO_FIELDS))
    if len(properties) > MAX_FIELDS:
        problems.append(Problem("properties", "too_many_fields", _TOO_MANY, {"limit": MAX_FIELDS}))
    if len(tables) > MAX_SUB_TABLES:
        problems.append(Problem("properties", "too_many_tables", _TOO_MANY_TABLES, {"limit": MAX_SUB_TABLES}))
    return problems


def _layout(document: Mapping[str, Any]) -> list[Problem]:
    layout = document.get("x-layout")
    if not layout:
        return []
    problems = []
    seen = set()
    for index, section in enumerate(layout):
        for position, key in enumerate(section["fields"]):
            path = f"x-layout.{index}.fields.{position}"
            if key not in document["properties"]:
                problems.append(Problem(path, "layout_unknown", _LAYOUT_UNKNOWN, {"key": key}))
            elif key in seen:
                problems.append(Problem(path, "layout_twice", _LAYOUT_TWICE, {"key": key}))
            seen.add(key)
    problems += [
        Problem(f"properties.{key}", "layout_missing", _LAYOUT_MISSING, {"key": key})
        for key in document["properties"]
        if key not in seen
    ]
    return problems


def _named_fields(document: Mapping[str, Any]) -> list[Problem]:
    """Check the fields that constraints and unique groups name."""
    properties = document["properties"]
    problems = []
    for index, one in enumerate(document.get("x-constraints", ())):
        for position, key in enumerate(one.get("fields", ())):
            if key.partition(".")[0] not in properties:
                path = f"x-constraints.{index}.fields.{position}"
                problems.append(Problem(path, "unknown_field", _UNKNOWN_FIELD, {"key": key}))
    for index, group in enumerate(document.get("x-unique", ())):
        for position, key in enumerate(group):
            path = f"x-unique.{index}.{position}"
            if key not in properties:
                problems.append(Problem(path, "unknown_field", _UNKNOWN_FIELD, {"key": key}))
            elif properties[key]["x-field"]["type"] in ("lines", "longtext", "choices", "file"):
                params = {"type": properties[key]["x-field"]["type"]}
                problems.append(Problem(path, "unique", _NOT_UNIQUE, params))
    return problems


def _targets(places: list[_Place], targets: Documents) -> list[Problem]:
    return [
        place.problem("link_target", _NO_TARGET, "x-field.form", form=place.settings["form"])
        for place in places
        if place.type == "link" and place.settings.get("form") and place.settings["form"] not in targets
    ]


def _stable(places: list[_Place], published: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Refuse what would need a column that was ever published to change its type."""
    before = {place.settings.get("id"): place for document in published for place in _places(document)}
    problems: list[Problem] = []
    for place in places:
        old = before.get(place.settings.get("id"))
        if old is None or place.type not in field_types:
            continue
        if _stored_as(old) != _stored_as(place) or old.table_id != place.table_id:
            params = {"key": place.key, "before": _shown_type(old), "after": _shown_type(place)}
            problems.append(place.problem("type_changed", _TYPE_CHANGED, "x-field.type", **params))
        elif place.type == "link" and old.settings.get("form") != place.settings.get("form"):
            target = str(old.settings.get("form"))
            problems.append(
                place.problem("target_changed", _TARGET_CHANGED, "x-field.form", key=place.key, before=target)
            )
    return problems


def _stored_as(place: _Place) -> tuple[str, str]:
    return place.type, place.settings.get("result", "number") if place.type == "formula" else ""


def _shown_type(place: _Place) -> str:
    kind, result = _stored_as(place)
    return f"{kind} ({result})" if result else kind


def field_ids(document: Mapping[str, Any]) -> set[str]:
    """Return the ids of all fields, columns of sub-tables included."""
    return {place.settings["id"] for place in _places(document) if place.settings.get("id")}
