"""What the form designer starts with."""

from __future__ import annotations

import pytest

from forms_engine.selectors.designing import design_choices
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


def test_links_may_go_to_published_forms_and_published_fields_are_known():
    """Forms come with the fields a link can show; ids of published fields and columns are listed."""
    app = make_app()
    supplier = make_form(app, "supplier", {"name": "text", "level": {"type": "choice", "options": [{"key": "a"}]}})
    lines = {"type": "lines", "columns": {"item": "text"}}
    order = make_form(app, "order", {"supplier": {"type": "link", "form": "supplier"}, "items": lines})

    choices = design_choices(order)
    offered = {one["key"]: [field["key"] for field in one["fields"]] for one in choices["forms"]}

    assert {"supplier": ["name", "level"], "order": ["supplier"]} == offered
    assert 3 == len(choices["published"])
    assert 2 == len(design_choices(supplier)["published"])


def test_functions_are_offered_with_their_use():
    """Each function says how it is called and what for."""
    form = make_form(make_app(), "order", {"name": "text"})
    total = next(one for one in design_choices(form)["functions"] if one["name"] == "SUM")

    assert total["signature"].startswith("SUM(")
    assert total["help"]
