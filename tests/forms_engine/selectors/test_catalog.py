"""What the platform's pages know of forms."""

from __future__ import annotations

import pytest

from builder.applications.catalog import forms_of
from forms_engine.models import Form
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


def test_forms_are_told_with_their_fields():
    """Columns of sub-tables are dotted; a form without a version has no fields yet."""
    app = make_app()
    form = make_form(
        app, "order", {"a": {"type": "text", "label": "A"}, "t": {"type": "lines", "columns": {"b": "text"}}}
    )
    Form.objects.create(application=app, key="draft", name={"en": "Draft"})

    found = {one.key: [field.key for field in one.fields] for one in forms_of(form.application)}

    assert {"order": ["a", "t", "t.b"], "draft": []} == found
