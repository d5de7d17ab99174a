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

from builder.exceptions import Problem

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


def _problem(error: ValidationError | SchemaError) -> Problem:
    path = ".".join(str(part) for part in error.absolute_path)
    if error.validator == "required":
        missing = str(literal_eval(error.message.removesuffix(" is a required property")))
        path = f"{path}.{missing}" if path else missing
        return Problem(path, "required", "This is required.")
    message = error.message if len(error.message) <= 300 else f"{error.message[:297]}..."
    return Problem(path, f"schema_{error.validator}", message)


def _size_problem(document: Any) -> Problem | None:
    nodes = 0
    level = [document]
    for _depth in range(MAX_DEPTH):
        nodes += len(level)
        if nodes > MAX_NODES:
            return Problem("", "too_large", "The document is too large.")
        level = [child for node in level for child in _children(node)]
        if not level:
            return None
    return Problem("", "too_deep", "The document is nested too deeply.")


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
