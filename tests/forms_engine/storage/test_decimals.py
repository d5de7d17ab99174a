"""Exact numbers in the database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Avg, F, Max, Sum
from django.utils import timezone

from forms_engine.storage import models_for
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def amounts():
    form = make_form(make_app(), "bill", {"amount": "money", "other": "money"})
    generation = models_for(form.application)
    column = generation.spec(form.pk).fields["amount"].attribute
    other = generation.spec(form.pk).fields["other"].attribute

    def add(value, second=None):
        now = timezone.now()
        return generation.model(form.pk).objects.create(
            created_at=now, updated_at=now, form_version_id=form.current_version_id, **{column: value, other: second}
        )

    return generation.model(form.pk).objects, column, other, add


@pytest.mark.parametrize("text", ["99999999999999.99", "0.0001", "-12.3", "0"])
def test_every_digit_survives(amounts, text):
    """What is stored is what is read, on every database."""
    records, column, _other, add = amounts
    add(Decimal(text))

    assert Decimal(text) == records.values_list(column, flat=True).get()


def test_sums_are_exact(amounts):
    """A thousand times 0.1 is 100."""
    records, column, _other, add = amounts
    for _ in range(50):
        add(Decimal("0.1"))
    add(Decimal("99999999999990.00"))

    assert Decimal("99999999999995") == records.aggregate(total=Sum(column))["total"]


def test_filters_and_order_compare_exactly(amounts):
    """Neighbours that differ in the last cent are told apart."""
    records, column, other, add = amounts
    low, high = Decimal("99999999999999.98"), Decimal("99999999999999.99")
    add(high, low)
    add(low, low)

    assert [low, high] == list(records.order_by(column).values_list(column, flat=True))
    assert 1 == records.filter(**{f"{column}__gt": low}).count()
    assert 1 == records.filter(**{column: F(other)}).count()
    assert 1 == records.filter(**{f"{column}__in": [high, Decimal(1)]}).count()


def test_averages_and_extremes_are_decimals(amounts):
    """An average is close, a maximum exact."""
    records, column, _other, add = amounts
    add(Decimal("1.00"))
    add(Decimal("2.00"))
    found = records.aggregate(avg=Avg(column), max=Max(column))

    assert (Decimal("1.5"), Decimal(2)) == (round(found["avg"], 6), found["max"])


def test_blank_is_null(amounts):
    """None stays None."""
    records, column, _other, add = amounts
    add(None)

    assert None is records.values_list(column, flat=True).get()
    assert None is records.aggregate(total=Sum(column))["total"]
