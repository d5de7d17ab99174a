"""The form as the browser runs it."""

from __future__ import annotations

import json

from forms_engine.engine import compile_form, to_runtime
from tests.forms_engine.making import make_document

DOCUMENT = make_document(
    {
        "size": {
            "type": "choice",
            "label": {"en": "Size", "zh-hans": "尺寸"},
            "visible": "amount > 1",
            "options": [{"key": "s", "label": {"en": "Small", "zh-hans": "小"}}],
        },
        "amount": "number",
        "items": {"type": "lines", "columns": {"x": {"type": "formula", "expression": "parent.amount + 1"}}},
        "sum": {"type": "formula", "expression": "SUM(items.x)"},
    },
    required=["amount"],
    x_layout=[{"id": "s1", "section": {"en": "Main", "zh-hans": "主要"}, "columns": 2, "fields": ["amount", "size"]}],
)


def test_the_runtime_speaks_one_language():
    """Labels, options and sections come in the language asked for."""
    runtime = to_runtime(compile_form(DOCUMENT), "zh-hans")

    size = next(field for field in runtime["fields"] if field["key"] == "size")
    assert ("尺寸", "小", "主要") == (
        size["label"],
        size["settings"]["options"][0]["label"],
        runtime["sections"][0]["label"],
    )


def test_expressions_travel_as_trees():
    """Conditions and formulas are data, in the order in which they are computed."""
    runtime = to_runtime(compile_form(DOCUMENT), "en")
    fields = {field["key"]: field for field in runtime["fields"]}

    assert ["items.x", "sum"] == runtime["formulas"]
    assert ["amount"] == fields["size"]["conditions"]["visible"]["fields"]
    assert ["x"] == [column["key"] for column in fields["items"]["columns"]]
    assert (True, None) == (fields["amount"]["required"], fields["amount"]["formula"])


def test_the_runtime_is_json():
    """It can be sent as it is."""
    runtime = to_runtime(compile_form(DOCUMENT), "en")

    assert runtime == json.loads(json.dumps(runtime))
