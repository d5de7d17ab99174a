"""JSON in and out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ParseError

from builder.api.rendering import dump, load


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b"[1e999]",
        b'"\\ud800"',
        b'{"a\\u0000": 1}',
        b"\xff",
        b"[" * 100 + b"]" * 100,
        b"[" * 100_000,
        b"9" * 5000,
    ],
)
def test_json_that_does_not_mean_one_thing_is_refused(body):
    """Doubled keys, NaN, infinities, half characters and bottomless nesting are not accepted."""
    with pytest.raises(ParseError):
        load(body)


def test_ordinary_json_is_read():
    """What people and programs send arrives unchanged."""
    assert load('{"名称": ["a", 1, 1.5, null, true]}'.encode()) == {"名称": ["a", 1, 1.5, None, True]}


def test_decimals_and_lazy_text_become_text():
    """No cent is lost and translations are in the reader's language."""
    assert dump({"amount": Decimal("12.30"), "name": gettext_lazy("English"), 3: None}) == (
        b'{"amount":"12.30","name":"English","3":null}'
    )
