"""Views for reporting tools."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from forms_engine.storage import models_for
from forms_engine.storage.readable import qualified, rebuild_views
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


def test_a_view_has_the_names_people_know():
    """Keys name the columns, choices show their label, deleted records are left out."""
    options = [{"key": "s", "label": {"en": "Small 'n' \" 100%"}}]
    fields = {"Number": "text", "price": "money", "size": {"type": "choice", "options": options}}
    form = make_form(make_app("buying"), "order", fields)
    generation = models_for(form.application)
    spec = generation.spec(form.pk)
    rebuild_views(generation, "buying", form.pk)
    now = timezone.now()
    for deleted in (None, now):
        generation.model(form.pk).objects.create(
            created_at=now,
            updated_at=now,
            form_version_id=form.current_version_id,
            deleted_at=deleted,
            **{spec.fields["price"].attribute: Decimal("1.50"), spec.fields["size"].attribute: "s"},
        )
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT price, size, size_label, "Number_" FROM {qualified("buying_order")}')
        rows = cursor.fetchall()

    assert [(1.5, "s", "Small 'n' \" 100%", None)] == [(float(price), *rest) for price, *rest in rows]
