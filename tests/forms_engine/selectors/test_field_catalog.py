"""The field types as the designer sees them."""

from __future__ import annotations

import json

from forms_engine.selectors.field_catalog import field_catalog


def test_the_catalogue_is_json_and_every_type_has_a_group():
    """The designer can draw every type."""
    catalog = json.loads(json.dumps(field_catalog()))
    groups = {group["key"] for group in catalog["groups"]}

    assert catalog["results"]
    assert {one["group"] for one in catalog["results"]} <= groups
    assert all(
        one["label"] and one["icon"] and one["settings_schema"]["type"] == "object" for one in catalog["results"]
    )
