"""What the wizard is told about a file and about the form it goes into."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.selectors.imports import inspect_file, sample_row
from forms_engine.services.importing import opened
from forms_engine.services.imports import upload_import
from tests.forms_engine.making import make_app, make_form, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def form():
    app = make_app()
    make_form(app, "customer", {"key": {"type": "text", "unique": True, "label": "Customer key"}})
    lines = {"type": "lines", "label": "Items", "columns": {"product": {"type": "text", "label": "Product"}}}
    fields = {
        "code": {"type": "text", "label": "Code", "unique": True},
        "customer": {"type": "link", "form": "customer", "label": "Customer"},
        "state": {"type": "choice", "label": "State", "options": [{"key": "o", "label": "Open"}]},
        "items": lines,
    }
    return make_form(app, "order", fields)


def test_an_inspection_shows_the_top_and_names_every_place(boss, form):
    """Rows above the header are shown; keys of links have names; sub-tables offer their columns."""
    upload = SimpleUploadedFile("orders.csv", b"Orders of May,\nCode,Customer\nA1,ALFKI\n")
    batch = upload_import(actor=boss, application=form.application, upload=upload, form=form)
    with opened(batch.source) as source:
        found = inspect_file(boss, batch, source)

    links = next(one for one in found["fields"] if one["key"] == "customer")
    assert (1, ["Orders of May", None], 3) == (found["header_row"], found["top"][0], len(found["top"]))
    assert {"key": "Customer key"} == links["match_labels"]
    assert [("code", True), ("customer", False)] == [(one["key"], one["unique"]) for one in found["fields"]][:2]
    assert [("items.product", "Product", "Items")] == [
        (one["key"], one["label"], one["table"]) for one in found["line_fields"]
    ]


def test_a_sample_row_is_written_as_people_write(boss, form):
    """Options have their names; a link has no sample, since only the other form knows one."""
    assert [("Customer", ""), ("State", "Open")] == [(one["label"], one["text"]) for one in sample_row(boss, form)][1:]
