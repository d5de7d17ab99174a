"""What a draft may not be."""

from __future__ import annotations

import pytest

from forms_engine.engine import check_form, complete
from forms_engine.engine.checking import is_good_key
from tests.forms_engine.making import make_document

COUNTER = iter(range(10_000_000))


def completed(fields, **more):
    """Return a completed document."""
    return complete(make_document(fields, **more), None, lambda: f"id{next(COUNTER)}")


def codes(document, **more):
    """Return path and code of every problem."""
    return [(problem.path, problem.code) for problem in check_form(document, **more)]


def test_a_good_form_has_no_problems():
    """The usual form passes."""
    assert [] == check_form(completed({"a": "text", "b": {"type": "lines", "columns": {"c": "money"}}}, required=["a"]))


@pytest.mark.parametrize(
    ("fields", "path", "code"),
    [
        ({"1a": "text"}, "properties.1a", "key"),
        ({"a__b": "text"}, "properties.a__b", "key"),
        ({"a" * 41: "text"}, "properties." + "a" * 41, "key"),
        ({"owner": "text"}, "properties.owner", "key_reserved"),
        ({"True": "text"}, "properties.True", "key_reserved"),
        ({"a": "text", "A": "text"}, "properties.A", "key_twice"),
        (
            {"a": {"type": "text", "id": "same"}, "b": {"type": "text", "id": "same"}},
            "properties.b.x-field.id",
            "id_twice",
        ),
        ({"a": "rocket"}, "properties.a.x-field.type", "field_type"),
        ({"a": "choice"}, "properties.a.x-field.options", "required"),
        ({"a": {"type": "text", "max_length": 0}}, "properties.a.x-field.max_length", "schema_minimum"),
        ({"a": {"type": "lines"}}, "properties.a.x-field", "columns"),
        (
            {"a": {"type": "lines", "columns": {"b": {"type": "lines", "columns": {"c": "text"}}}}},
            "properties.a.items.properties.b.x-field.type",
            "field_type",
        ),
        ({"a": {"type": "longtext", "unique": True}}, "properties.a.x-field.unique", "unique"),
        ({"a": {"type": "link", "form": "ghost"}}, "properties.a.x-field.form", "link_target"),
        ({}, "properties", "no_fields"),
        ({f"f{n}": "text" for n in range(251)}, "properties", "too_many_fields"),
    ],
)
def test_a_problem_has_path_and_code(fields, path, code):
    """Every mistake is found where it is."""
    assert (path, code) in codes(completed(fields))


@pytest.mark.parametrize(
    ("more", "path", "code"),
    [
        ({"x_layout": [{"fields": ["a", "ghost"]}]}, "x-layout.0.fields.1", "layout_unknown"),
        ({"x_layout": [{"fields": ["a"]}, {"fields": ["a"]}]}, "x-layout.1.fields.0", "layout_twice"),
        ({"x_layout": [{"fields": []}]}, "properties.a", "layout_missing"),
        ({"x_unique": [["ghost"]]}, "x-unique.0.0", "unknown_field"),
        ({"x_constraints": [{"expression": "a", "fields": ["b"]}]}, "x-constraints.0.fields.0", "unknown_field"),
    ],
)
def test_the_rest_of_the_document_names_fields_that_exist(more, path, code):
    """Layout, constraints and unique groups are checked as well."""
    assert (path, code) in codes(completed({"a": "text"}, **more))


def test_a_document_of_another_shape_is_refused_at_once():
    """Nothing else is said about what is no form."""
    assert [("properties", "schema_type")] == codes({"properties": []})


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ({"a": {"type": "number", "id": "aaaa"}}, "type_changed"),
        ({"a": {"type": "link", "form": "two", "id": "bbbb"}}, "target_changed"),
        ({"a": {"type": "formula", "expression": "1", "result": "money", "id": "cccc"}}, "type_changed"),
        ({"t": {"type": "lines", "columns": {"a": {"type": "text", "id": "aaaa"}}}}, "type_changed"),
    ],
)
def test_published_columns_keep_their_type(after, code):
    """Type, target, result and table of a published field stay."""
    published = completed(
        {
            "a": {"type": "text", "id": "aaaa"},
            "b": {"type": "link", "form": "one", "id": "bbbb"},
            "c": {"type": "formula", "expression": "1", "id": "cccc"},
        }
    )
    targets = {"one": published, "two": published}

    assert code in [found for _path, found in codes(completed(after), targets=targets, published=[published])]


def test_a_published_field_may_be_renamed():
    """The id stays, the key changes."""
    published = completed({"a": {"type": "text", "id": "aaaa"}})

    assert [] == codes(completed({"renamed": {"type": "text", "id": "aaaa"}}), published=[published])


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("amount", True),
        ("金额", True),
        ("größe", True),
        ("a_1", True),
        ("_a", False),
        ("a b", False),
        ("ａ", False),
        ("", False),
    ],
)
def test_keys_are_names_in_expressions(key, good):
    """Letters of any language, written in the one usual form."""
    assert good is is_good_key(key)
