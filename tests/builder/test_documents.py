"""Documents are checked without the network, within limits, and in words."""

from __future__ import annotations

import pytest

from builder.documents import MAX_DEPTH, check, check_schema

SCHEMA = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "kind": {"enum": ["a", "b"]},
        "count": {"type": "integer", "minimum": 1},
        "rows": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["x"]}},
    },
}


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ({}, "name", "This is required."),
        ({"name": ""}, "name", "This is too short."),
        ({"name": 3}, "name", "This must be text."),
        ({"name": "x", "kind": "c"}, "kind", "This must be one of: a, b."),
        ({"name": "x", "count": 0}, "count", "This must be at least 1."),
        ({"name": "x", "rows": []}, "rows", "There must be at least 1."),
        ({"name": "x", "rows": [{"x": 1}, {}]}, "rows.1.x", "This is required."),
        ({"name": "x", "colour": 1}, "colour", "There is no such setting."),
    ],
)
def test_a_problem_has_a_path_and_words(document, path, message):
    """Never the library's own English."""
    assert [(one.path, one.text()) for one in check(SCHEMA, document)] == [(path, message)]


def test_a_document_that_fits_has_no_problems():
    """Nothing to mend."""
    assert check(SCHEMA, {"name": "x", "kind": "a", "count": 2}) == []


def test_a_reference_to_an_address_is_never_followed():
    """The schema is refused instead."""
    with pytest.raises(Exception, match=r"(?i)unresolvable|retriev"):
        check({"$ref": "http://127.0.0.1:9/schema"}, {})


def test_too_deep_a_document_is_told():
    """Without recursing into it."""
    document: dict = {}
    for _level in range(MAX_DEPTH + 5):
        document = {"a": document}

    assert [one.code for one in check({}, document)] == ["too_deep"]


def test_a_wrong_schema_is_told():
    """A schema is a document too."""
    assert check_schema({"type": "object"}) == []
    assert check_schema({"type": "thing"}) != []
