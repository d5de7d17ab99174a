"""What the platform's pages know of forms."""

from __future__ import annotations

import pytest

from builder.applications.catalog import check_scope, forms_of
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


@pytest.mark.parametrize(
    ("form_key", "expression", "codes"),
    [
        ("order", 'amount > 10 and me.department.name == "Sales"', []),
        ("order", "prize > 10", ["unknown_name"]),
        ("*", "amount > 10", ["unknown_name"]),
        ("elsewhere", "prize > 10", []),
    ],
)
def test_a_row_scope_is_checked_against_the_forms_it_limits(form_key, expression, codes):
    """A scope for every form must fit each of them."""
    app = make_app()
    form = make_form(app, "order", {"amount": "number"})
    make_form(app, "note", {"text": "text"})

    assert codes == [problem.code for problem in check_scope(form.application, form_key, expression)]
