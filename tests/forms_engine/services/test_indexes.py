"""Indexes that a publish left for later."""

from __future__ import annotations

import pytest
from django.db import connection

from forms_engine.models import Form
from forms_engine.services.indexes import build_missing_indexes
from forms_engine.storage import models_for
from forms_engine.storage.indexes import missing_indexes
from tests.forms_engine.making import make_app, make_form, publish

pytestmark = pytest.mark.django_db


def test_missing_indexes_are_built():
    """Afterwards nothing is missing, and a second run has nothing to do."""
    form = make_form(make_app(), "one", {"a": {"type": "text", "id": "aaaa"}})
    publish(form, {"properties": {"a": {"x-field": {"type": "text", "id": "aaaa", "indexed": True}}}})

    assert (1 if connection.vendor == "postgresql" else 0) == len(build_missing_indexes(form.pk))
    assert [] == build_missing_indexes(form.pk)
    assert [] == missing_indexes(form.pk, models_for(form.application).spec(form.pk))


def test_a_form_that_is_gone_needs_none():
    """A job that comes late does no harm."""
    assert [] == build_missing_indexes(Form.objects.count() + 999)
