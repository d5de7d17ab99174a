"""Models built while the program runs."""

from __future__ import annotations

import gc
import weakref

import pytest
from django.apps import apps
from django.utils import timezone

from forms_engine.storage import forget, models_for
from tests.forms_engine.making import make_app, make_form, make_person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def app():
    return make_app()


def record(form, **values):
    """Create a bare record."""
    now = timezone.now()
    model = models_for(form.application).model(form.pk)
    return model.objects.create(created_at=now, updated_at=now, form_version_id=form.current_version_id, **values)


def test_one_generation_belongs_to_one_stamp(app):
    """It is kept while nothing is published, and replaced as a whole afterwards."""
    form = make_form(app, "one", {"a": "text"})
    before = models_for(app)

    assert before is models_for(app)
    publish(form, {"properties": {"b": {"x-field": {"type": "text"}}}})
    assert before is not models_for(app)
    assert (["a"], ["b"]) == (list(before.spec(form.pk).fields), list(models_for(app).spec(form.pk).fields))


def test_forgotten_generations_are_built_again(app):
    """After a surprise from the database everything is read anew."""
    make_form(app, "one", {"a": "text"})
    before = models_for(app)
    forget(app)

    assert before is not models_for(app)


def test_old_generations_leave_no_trace(app):
    """Neither the installed models nor anything else keeps a replaced generation alive."""
    form = make_form(app, "one", {"who": "member", "self": {"type": "link", "form": "one"}})
    model = weakref.ref(models_for(app).model(form.pk))
    assert [] == [one for one in apps.get_models() if one._meta.app_label == "records"]
    forget(app)
    gc.collect()

    assert None is model()


def test_links_join_and_rows_know_their_record(app):
    """References work like those of any model, in both directions for rows."""
    supplier = make_form(app, "supplier", {"name": "text"})
    order = make_form(
        app, "order", {"from": {"type": "link", "form": "supplier"}, "t": {"type": "lines", "columns": {"n": "number"}}}
    )
    generation = models_for(order.application)
    spec = generation.spec(order.pk)
    link, table = spec.fields["from"], spec.fields["t"]
    name = generation.spec(supplier.pk).fields["name"].attribute
    column = spec.find("t.n").attribute
    acme = record(supplier, **{name: "Acme"})
    made = record(order, **{link.attname: acme.pk}, owner=make_person("ann"))
    generation.lines_model(order.pk, table.id).objects.create(parent_id=made.pk, position=1, **{column: 3})
    orders = generation.model(order.pk).objects

    assert "Acme" == orders.values_list(f"{link.attribute}__{name}", flat=True).get()
    assert 1 == orders.filter(**{f"{table.attribute}__{column}__gt": 2}).count()
    assert "ann" == orders.select_related("owner").get().owner.username


def test_an_unpublished_form_is_not_in_it(app):
    """Asking for it is a mistake of the program."""
    with pytest.raises(LookupError):
        models_for(app).spec(12345)


def test_a_link_to_an_unpublished_form_has_no_column(app):
    """Its field stays without a value until the target exists."""
    form = make_form(app, "order", {"from": {"type": "link", "form": "ghost"}, "a": "text"})
    names = {field.name for field in models_for(form.application).model(form.pk)._meta.get_fields()}

    assert models_for(form.application).spec(form.pk).fields["a"].attribute in names
    assert models_for(form.application).spec(form.pk).fields["from"].attribute not in names
