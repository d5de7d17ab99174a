"""A draft as it would run."""

from __future__ import annotations

import pytest

from forms_engine.selectors.previews import preview
from tests.forms_engine.making import make_app, make_document, make_form

pytestmark = pytest.mark.django_db


def test_a_half_written_draft_can_be_seen():
    """What does not compile is left out, the rest runs."""
    form = make_form(make_app(), "order", {"a": "number"})
    fields = {"a": {"type": "number", "decimals": 99}, "b": {"type": "formula", "expression": "("}, "c": "choice"}

    runtime = preview(form, make_document(fields), "en")

    assert (["a", "b", "c"], []) == ([field["key"] for field in runtime["fields"]], runtime["formulas"])
    assert None is preview(form, {"properties": 1}, "en")
