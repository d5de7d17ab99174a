"""Tables follow their forms, and never lose anything."""

from __future__ import annotations

import pytest
from django.db import connection

from forms_engine.storage import models_for
from forms_engine.storage.columns import columns_of
from forms_engine.storage.ddl import build_tables
from forms_engine.storage.indexes import missing_indexes, present_indexes, wanted_indexes
from forms_engine.storage.names import index_name, table_name, view_name
from tests.forms_engine.making import make_app, make_form, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return make_form(
        make_app(),
        "order",
        {
            "a": {"type": "text", "unique": True},
            "b": {"type": "choices", "indexed": True, "options": [{"key": "x"}]},
            "t": {"type": "lines", "columns": {"who": "member"}},
        },
    )


def test_a_table_has_the_columns_of_its_form(form):
    """Names are made of ids, never of what people wrote."""
    spec = models_for(form.application).spec(form.pk)

    assert {spec.fields["a"].attribute, "number", "search", "deleted_at"} <= columns_of(table_name(form.pk))
    assert set() == columns_of("r_0")


def test_building_twice_changes_nothing(form):
    """The tables are compared with what they should be."""
    generation = models_for(form.application)

    assert [] == build_tables(generation, form.pk)
    assert [] == missing_indexes(form.pk, generation.spec(form.pk))


def test_every_wanted_index_is_there(form):
    """A new form has all its indexes at once."""
    spec = models_for(form.application).spec(form.pk)

    assert {plan.name for plan in wanted_indexes(form.pk, spec)} <= present_indexes(form.pk)


def test_an_index_for_multiple_choice_needs_postgresql(form):
    """SQLite has no index for what lies in a list."""
    spec = models_for(form.application).spec(form.pk)
    methods = {plan.method for plan in wanted_indexes(form.pk, spec)}

    assert ({"btree", "pairs", "json"} if connection.vendor == "postgresql" else {"btree"}) == methods


def test_a_removed_field_keeps_its_column(form):
    """Hidden is not gone."""
    attribute = models_for(form.application).spec(form.pk).fields["a"].attribute
    publish(form, {"properties": {"c": {"x-field": {"type": "text"}}}})

    assert attribute in columns_of(table_name(form.pk))


def test_long_names_of_views_stay_different():
    """What a database would cut off is replaced by a digest."""
    names = {view_name("app-" + "a" * 36, "f" * 39 + end, "lines") for end in "xy"}

    assert 2 == len(names)
    assert all(len(name) <= 61 for name in names)
    assert "buying_order_items" == view_name("buying", "order", "items")


def test_equal_indexes_have_equal_names():
    """The name tells the purpose, so a wanted index is found again."""
    assert index_name("r_5", "x") == index_name("r_5", "x") != index_name("r_5", "y")
