"""A compiled form as the browser's form runtime takes it: one language, expressions as trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.definitions.languages import in_language

from .spec import FieldSpec, FormSpec

if TYPE_CHECKING:
    from builder.expressions import Expression

RUNTIME_VERSION = 1
_OUTSIDE_SETTINGS = frozenset(
    {"id", "type", "label", "help", "placeholder", "width", "visible", "required_when", "read_only_when", "default"}
    | {"expression"}
)


def to_runtime(spec: FormSpec, language: str) -> dict[str, Any]:
    """Return the form for the browser: fields by layout, widgets, and conditions and formulas as trees.

    `formulas` lists the formulas by dotted name in the order of their evaluation.
    """
    return {
        "version": RUNTIME_VERSION,
        "title": in_language(spec.title, language),
        "fields": [_field(one, language) for one in spec.fields.values()],
        "sections": [
            {
                "id": section.id,
                "label": in_language(section.title, language),
                "columns": section.columns,
                "fields": list(section.fields),
                "visible": _tree(section.visible),
            }
            for section in spec.sections
        ],
        "constraints": [
            {
                "expression": _tree(constraint.expression),
                "message": in_language(constraint.message, language),
                "fields": list(constraint.fields),
            }
            for constraint in spec.constraints
        ],
        "formulas": [step.path for step in spec.order],
        "reads": {reference: sorted(paths) for reference, paths in spec.reads.items()},
    }


def _field(one: FieldSpec, language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "key": one.key,
        "type": one.type,
        "behaves": one.behaves.key,
        "widget": one.kind.widget,
        "label": in_language(one.label, language),
        "help": in_language(one.settings.get("help"), language),
        "placeholder": in_language(one.settings.get("placeholder"), language),
        "width": one.settings.get("width"),
        "required": one.required,
        "computed": one.kind.computed,
        "conditions": {
            "visible": _tree(one.conditions.visible),
            "required_when": _tree(one.conditions.required),
            "read_only_when": _tree(one.conditions.read_only),
        },
        "formula": _tree(one.formula),
        "default": one.default,
        "default_expression": _tree(one.default_expression),
        "settings": _settings(one.settings, language),
        "columns": [_field(column, language) for column in one.lines.fields.values()] if one.lines is not None else [],
    }


def _settings(settings: Mapping[str, Any], language: str) -> dict[str, Any]:
    shown = {key: value for key, value in settings.items() if key not in _OUTSIDE_SETTINGS}
    if "options" in shown:
        shown["options"] = [
            {**option, "label": in_language(option.get("label"), language) or option.get("key")}
            for option in shown["options"]
        ]
    return shown


def _tree(expression: Expression | None) -> dict[str, Any] | None:
    return None if expression is None else expression.to_json()
