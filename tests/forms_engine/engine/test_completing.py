"""A document is completed when it is saved."""

from __future__ import annotations

import itertools

from forms_engine.engine import complete
from tests.forms_engine.making import make_document


def ids():
    """Return a maker of ids in order."""
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers)}"


def test_ids_are_given_once():
    """Completing twice changes nothing."""
    document = make_document({"a": "text", "t": {"type": "lines", "columns": {"b": "number"}}}, required=["a"])

    done = complete(document, None, ids())

    assert ["id1", "id2", "id3"] == [
        done["properties"]["a"]["x-field"]["id"],
        done["properties"]["t"]["x-field"]["id"],
        done["properties"]["t"]["items"]["properties"]["b"]["x-field"]["id"],
    ]
    assert done == complete(done, None, ids())


def test_the_published_field_keeps_its_id():
    """A field sent again without its id is the same one while key and type agree."""
    published = complete(make_document({"a": "text", "b": "text"}), None, ids())

    done = complete(make_document({"a": "text", "b": "number"}), published, lambda: "new")

    assert ["id1", "new"] == [done["properties"][key]["x-field"]["id"] for key in ("a", "b")]


def test_the_document_is_a_schema_of_its_records():
    """The JSON Schema keywords follow from the settings; what is not required may be blank."""
    document = make_document({"a": {"type": "text", "max_length": 5}, "b": "number"}, required=["a"])

    properties = complete(document, None, ids())["properties"]

    assert ({"type": "string", "maxLength": 5}, {"type": ["number", "null"]}) == tuple(
        {name: value for name, value in properties[key].items() if name != "x-field"} for key in ("a", "b")
    )


def test_keywords_of_a_document_written_by_hand_become_settings():
    """`maxLength` beside a field counts, but only before the document is completed for the first time."""
    document = make_document({"a": "text"})
    document["properties"]["a"]["maxLength"] = 7
    done = complete(document, None, ids())
    assert 7 == done["properties"]["a"]["x-field"]["max_length"]

    del done["properties"]["a"]["x-field"]["max_length"]
    assert "max_length" not in complete(done, None, ids())["properties"]["a"]["x-field"]


def test_every_field_stands_in_the_layout():
    """A document without a layout gets one section."""
    assert ["a", "b"] == complete(make_document({"a": "text", "b": "text"}), None, ids())["x-layout"][0]["fields"]


def test_a_title_per_language_stays_beside_the_schemas_own():
    """JSON Schema knows one title; the others are kept."""
    done = complete(make_document({"a": "text"}, title={"en": "Order", "zh-hans": "订单"}), None, ids())

    assert ("Order", {"en": "Order", "zh-hans": "订单"}) == (done["title"], done["x-name"])
