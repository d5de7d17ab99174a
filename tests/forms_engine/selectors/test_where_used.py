"""Who uses a field."""

from __future__ import annotations

import pytest

from forms_engine.selectors.where_used import Use, use_finders, uses_of
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


def test_formulas_behind_links_use_a_field(monkeypatch):
    """Other forms are named, also through their sub-tables; engines above add theirs."""
    app = make_app()
    supplier = make_form(app, "supplier", {"level": "text", "name": "text"})
    columns = {
        "from": {"type": "link", "form": "supplier"},
        "level": {"type": "formula", "result": "text", "expression": "from.level"},
    }
    make_form(app, "order", {"items": {"type": "lines", "columns": columns}})
    supplier.application.refresh_from_db()

    assert ["the form order"] == [use.text() for use in uses_of(supplier, "level")]
    assert [] == uses_of(supplier, "name")

    monkeypatch.setattr(use_finders, "_functions", {"flow": lambda form, key: [Use("flow", "f", {"en": "Approval"})]})
    assert ["Approval"] == [use.text() for use in uses_of(supplier, "name")]
