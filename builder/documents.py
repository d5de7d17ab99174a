"""Check documents against JSON Schema 2020-12, without the network and within limits."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from referencing import Registry

from builder.exceptions import Problem, translated
from builder.exceptions import gettext_noop as _

MAX_DEPTH = 60
MAX_NODES = 200_000
MAX_PROBLEMS = 50


def check(schema: Mapping[str, Any], document: Any) -> list[Problem]:
    """Return what is wrong with the document; an empty list when it fits the schema."""
    too_large = _size_problem(document)
    if too_large is not None:
        return [too_large]
    validator = _validator(orjson.dumps(schema, option=orjson.OPT_SORT_KEYS, default=str))
    errors = []
    for error in validator.iter_errors(document):
        errors.append(error)
        if len(errors) >= MAX_PROBLEMS:
            break
    errors.sort(key=lambda error: [str(part) for part in error.absolute_path])
    return [_problem(error) for error in errors]


def check_schema(schema: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a JSON Schema itself."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return [_problem(error)]
    return []


@lru_cache(maxsize=512)
def _validator(schema: bytes) -> Draft202012Validator:
    # An empty registry: a "$ref" to an address must never be fetched.
    return Draft202012Validator(orjson.loads(schema), registry=Registry())


TYPE_NAMES = {
    "string": _("text"),
    "number": _("a number"),
    "integer": _("a whole number"),
    "boolean": _("yes or no"),
    "array": _("a list"),
    "object": _("an object"),
    "null": _("nothing"),
}
MESSAGES = {
    "type": _("This must be %(expected)s."),
    "enum": _("This must be one of: %(expected)s."),
    "const": _("This must be %(expected)s."),
    "pattern": _("This is not written as it should be."),
    "format": _("This is not written as it should be."),
    "minLength": _("This is too short."),
    "maxLength": _("This is too long; the most is %(expected)s characters."),
    "minItems": _("There must be at least %(expected)s."),
    "maxItems": _("There may be at most %(expected)s."),
    "minProperties": _("There must be at least %(expected)s."),
    "maxProperties": _("There may be at most %(expected)s."),
    "minimum": _("This must be at least %(expected)s."),
    "maximum": _("This may be at most %(expected)s."),
    "uniqueItems": _("This holds the same thing twice."),
}
NO_SUCH_SETTING = _("There is no such setting.")
REQUIRED = _("This is required.")
UNFIT = _("This does not have the right form.")


def _problem(error: ValidationError | SchemaError) -> Problem:
    path = ".".join(str(part) for part in error.absolute_path)
    code = f"schema_{error.validator}"
    if error.validator == "required":
        missing = str(literal_eval(error.message.removesuffix(" is a required property")))
        return Problem(f"{path}.{missing}" if path else missing, "required", REQUIRED)
    if (
        error.validator == "additionalProperties"
        and isinstance(error.instance, dict)
        and isinstance(error.schema, dict)
    ):
        known = error.schema.get("properties", {})
        unknown = next((name for name in error.instance if name not in known), "")
        return Problem(f"{path}.{unknown}" if path else unknown, code, NO_SUCH_SETTING)
    message = MESSAGES.get(str(error.validator), UNFIT)
    if "%(expected)s" not in message:
        return Problem(path, code, message)
    return Problem(path, code, message, {"expected": _expected(error)})


def _expected(error: ValidationError | SchemaError) -> str:
    wanted = error.validator_value
    if error.validator == "type":
        kinds = wanted if isinstance(wanted, list) else [wanted]
        return " / ".join(translated(TYPE_NAMES.get(kind, str(kind))) for kind in kinds)
    if isinstance(wanted, list):
        return ", ".join(str(one) for one in wanted[:20])
    return str(wanted)


def _size_problem(document: Any) -> Problem | None:
    nodes = 0
    level = [document]
    for _depth in range(MAX_DEPTH):
        nodes += len(level)
        if nodes > MAX_NODES:
            return Problem("", "too_large", _("The document is too large."))
        level = [child for node in level for child in _children(node)]
        if not level:
            return None
    return Problem("", "too_deep", _("The document is nested too deeply."))


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
