"""Publishing a form changes document, tables and version together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from builder.definitions.services.drafts import DraftChanged
from builder.exceptions import Conflict, Invalid, NotAllowed
from builder.models import EventRow, Job
from forms_engine.selectors.forms import form_spec
from forms_engine.services.forms import create_form, publish_form, review_form, save_form_draft
from forms_engine.storage import models_for
from forms_engine.storage.columns import columns_of
from forms_engine.storage.names import table_name
from tests.builder.factories import make_administrator, make_application, make_person, make_role
from tests.forms_engine.making import make_document

pytestmark = pytest.mark.django_db

FIELDS = {
    "subject": {"type": "text", "label": "Subject"},
    "total": {"type": "formula", "result": "money", "expression": "SUM(items.amount)"},
    "items": {
        "type": "lines",
        "columns": {
            "qty": "number",
            "price": "money",
            "amount": {"type": "formula", "result": "money", "expression": "qty * price"},
        },
    },
}


@pytest.fixture
def designer():
    return make_administrator()


@pytest.fixture
def app(designer):
    return make_application(designer, key="buying")


@pytest.fixture
def form(designer, app):
    document = make_document(FIELDS, required=["subject"])
    return create_form(actor=designer, application=app, name="Purchase request", document=document)


def add_record(form, **values):
    generation = models_for(form.application)
    now = timezone.now()
    return generation.model(form.pk).objects.create(
        created_at=now, updated_at=now, form_version_id=form.current_version_id, **values
    )


def column(form, path):
    return form_spec(form).find(path).attribute


def test_a_published_form_has_a_table_and_a_readable_view(designer, form):
    """The first version creates table, sub-table and view."""
    version = publish_form(actor=designer, form=form)
    record = add_record(form, number="1", **{column(form, "subject"): "Paper", column(form, "total"): Decimal("12.30")})
    rows = models_for(form.application).lines_model(form.pk, form_spec(form).fields["items"].id)
    rows.objects.create(parent=record, position=1, **{column(form, "items.price"): Decimal("4.10")})
    prefix = 'data."' if connection.vendor == "postgresql" else '"v_'
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT subject, total FROM {prefix}buying_purchase_request"')
        subject, total = cursor.fetchone()
        cursor.execute(f'SELECT position, price FROM {prefix}buying_purchase_request_items"')
        position, price = cursor.fetchone()

    assert 1 == version.number
    assert ("Paper", "12.3", 1, "4.1") == (subject, f"{total:.1f}", position, f"{price:.1f}")


def test_publishing_tells_the_event_log(designer, form):
    """The event names form and version."""
    version = publish_form(actor=designer, form=form)

    row = EventRow.objects.get(type="form.published")
    assert (form.pk, version.pk, 1) == (row.form_id, row.payload["version_id"], row.payload["number"])


def test_an_unchanged_draft_makes_no_version(designer, form):
    """Publishing twice returns the version in use."""
    first = publish_form(actor=designer, form=form)

    assert first == publish_form(actor=designer, form=form)


def test_a_second_version_adds_columns_and_keeps_the_removed(designer, form):
    """A removed field is hidden with its data, and comes back with it."""
    publish_form(actor=designer, form=form)
    attribute = column(form, "subject")
    record = add_record(form, **{attribute: "Paper"})
    before = dict(form.draft)
    after = make_document({"title": "text", "when": {"type": "date", "indexed": True}})
    save_form_draft(actor=designer, form=form, document=after, base_revision=1)
    publish_form(actor=designer, form=form)
    hidden = hasattr(models_for(form.application).model(form.pk), attribute)
    save_form_draft(actor=designer, form=form, document=before, base_revision=2)
    publish_form(actor=designer, form=form)

    assert not hidden
    assert attribute in columns_of(table_name(form.pk))
    assert "Paper" == getattr(models_for(form.application).model(form.pk).objects.get(pk=record.pk), attribute)


def test_slow_indexes_become_a_job(designer, form):
    """On PostgreSQL an index on a table in use is built by a job; SQLite builds it at once."""
    publish_form(actor=designer, form=form)
    document = {**form.draft, "properties": {**form.draft["properties"]}, "x-layout": []}
    document["properties"]["when"] = {"x-field": {"type": "date", "indexed": True}}
    save_form_draft(actor=designer, form=form, document=document, base_revision=1)
    version = publish_form(actor=designer, form=form)

    expected = [f"forms.build_indexes:{version.pk}"] if connection.vendor == "postgresql" else []
    assert expected == list(Job.objects.filter(name="forms.build_indexes").values_list("key", flat=True))


def test_the_second_designer_gets_a_conflict(designer, form):
    """Who publishes a draft that moved on sees the draft as it is now."""
    save_form_draft(actor=designer, form=form, document=make_document({"title": "text"}), base_revision=1)

    with pytest.raises(DraftChanged) as refusal:
        publish_form(actor=designer, form=form, base_revision=1)
    assert 2 == refusal.value.extra["revision"]


def test_a_draft_with_problems_is_not_published(designer, form):
    """Every problem comes with its path, and nothing is written."""
    wrong = make_document({"a": {"type": "formula", "expression": "b + 1"}, "c": {"type": "link", "form": "ghost"}})
    save_form_draft(actor=designer, form=form, document=wrong, base_revision=1)

    with pytest.raises(Invalid) as refusal:
        publish_form(actor=designer, form=form)
    paths = {problem.path for problem in refusal.value.problems}
    assert {"properties.a.x-field.expression", "properties.c.x-field.form"} == paths
    assert 0 == form.versions.count()


def test_duplicates_stop_a_unique_field(designer, form):
    """A field becomes unique only when its values are."""
    publish_form(actor=designer, form=form)
    for _ in range(2):
        add_record(form, **{column(form, "subject"): "same"})
    draft = {**form.draft, "properties": {**form.draft["properties"]}}
    subject = draft["properties"]["subject"]
    draft["properties"]["subject"] = {**subject, "x-field": {**subject["x-field"], "unique": True}}
    save_form_draft(actor=designer, form=form, document=draft, base_revision=1)

    with pytest.raises(Invalid) as refusal:
        publish_form(actor=designer, form=form)
    assert ["duplicates"] == [problem.code for problem in refusal.value.problems]


def test_a_type_cannot_change(designer, form):
    """The type of a published field stays; the message says what to do instead."""
    publish_form(actor=designer, form=form)
    field = form.draft["properties"]["subject"]["x-field"]
    draft = {**form.draft, "properties": {**form.draft["properties"]}}
    draft["properties"]["subject"] = {"x-field": {**field, "type": "number"}}
    save_form_draft(actor=designer, form=form, document=draft, base_revision=1)

    review = review_form(actor=designer, form=form)

    assert ["type_changed"] == [problem.code for problem in review.problems]


def test_an_id_that_comes_back_keeps_its_type(designer, form):
    """A removed field's column is still there; its id cannot return as another type."""
    publish_form(actor=designer, form=form)
    field = form.draft["properties"]["subject"]["x-field"]
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text"}), base_revision=1)
    publish_form(actor=designer, form=form)
    back = make_document({"a": "text", "b": {"type": "number", "id": field["id"]}})
    save_form_draft(actor=designer, form=form, document=back, base_revision=2)

    with pytest.raises(Invalid) as refusal:
        publish_form(actor=designer, form=form)
    assert ["type_changed"] == [problem.code for problem in refusal.value.problems]


def test_the_review_speaks_of_fields_and_records(designer, form):
    """Changes are sentences about fields, findings count records."""
    publish_form(actor=designer, form=form)
    add_record(form, **{column(form, "subject"): "Paper"})
    draft = {**form.draft, "properties": {**form.draft["properties"]}, "x-layout": [], "required": []}
    del draft["properties"]["subject"]
    draft["properties"]["why"] = {"x-field": {"type": "longtext", "label": "Reason"}}
    save_form_draft(actor=designer, form=form, document=draft, base_revision=1)

    review = review_form(actor=designer, form=form)

    assert {
        "Subject is removed; its data is kept.",
        "Reason (Long text) is added.",
        "The layout changes.",
    } == {change.text() for change in review.changes}
    assert {
        "The form has 1 records; they stay as they are.",
        "Subject has a value in 1 records; it is hidden, not deleted.",
    } == {finding.text() for finding in review.findings}


def test_removed_options_and_sub_tables_are_told(designer, app):
    """Records that hold a removed option or rows of a removed sub-table are counted; the sub-table's view goes."""
    options = {"type": "choice", "id": "size", "options": [{"key": "s", "label": "Small"}, {"key": "m"}]}
    fields = {"size": options, "rows": {"type": "lines", "label": "Rows", "columns": {"a": "text"}}}
    form = create_form(actor=designer, application=app, name="Box", document=make_document(fields))
    publish_form(actor=designer, form=form)
    record = add_record(form, f_size="s")
    rows = models_for(form.application).lines_model(form.pk, form_spec(form).fields["rows"].id)
    rows.objects.create(parent=record, position=1)
    fewer = make_document({"size": {**options, "options": [{"key": "m"}]}})
    save_form_draft(actor=designer, form=form, document=fewer, base_revision=1)
    found = {finding.code: finding.text() for finding in review_form(actor=designer, form=form).findings}
    publish_form(actor=designer, form=form)
    with connection.cursor() as cursor:
        views = {view.name for view in connection.introspection.get_table_list(cursor) if view.type == "v"}

    assert "1 records have the option Small in size; they keep it until they are changed." == found["option_removed"]
    assert "Rows has a value in 1 records; it is hidden, not deleted." == found["field_removed"]
    assert not any(name.endswith("box_rows") for name in views)


def test_a_view_somebody_depends_on_stops_the_publish(designer, form):
    """On PostgreSQL nobody's own view is lost; SQLite lets a broken view stand."""
    publish_form(actor=designer, form=form)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW mine AS SELECT subject FROM data.buying_purchase_request")
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text"}), base_revision=1)

    with pytest.raises(Conflict, match="depends"):
        publish_form(actor=designer, form=form)


def test_a_field_others_read_is_not_removed(designer, app):
    """A field behind another form's link stops its removal, by name."""
    document = make_document({"name": "text", "level": "text"})
    supplier = create_form(actor=designer, application=app, name="Supplier", key="supplier", document=document)
    publish_form(actor=designer, form=supplier)
    linked = {
        "supplier": {"type": "link", "form": "supplier"},
        "level": {"type": "formula", "result": "text", "expression": "supplier.level"},
    }
    order = create_form(actor=designer, application=app, name="Order", document=make_document(linked))
    publish_form(actor=designer, form=order)
    save_form_draft(actor=designer, form=supplier, document=make_document({"name": "text"}), base_revision=1)

    with pytest.raises(Invalid) as refusal:
        publish_form(actor=designer, form=supplier)
    assert ["level is used by the form Order, which will stop working."] == [
        problem.text() for problem in refusal.value.problems
    ]


def test_publishing_needs_the_right(app, form):
    """Who may only use the app may not publish."""
    person = make_person()
    make_role(app, person, grants={"app": ["use"]})

    with pytest.raises(NotAllowed):
        publish_form(actor=person, form=form)
