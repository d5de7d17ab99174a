"""Texts in several languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from builder.definitions.languages import in_language
from builder.definitions.text import localized


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ({"en": "Order", "zh-hans": "订单"}, "zh-hans", "订单"),
        ({"en": "Order", "zh-hans": "订单"}, "zh-Hans", "订单"),
        ({"en": "Order"}, "zh-hans", "Order"),
        ({"zh-hans": "订单"}, "en", "订单"),
        ({"en": "", "zh-hans": "订单"}, "en", "订单"),
        ("Order", "zh-hans", "Order"),
        (None, "en", ""),
        ({}, "en", ""),
    ],
)
def test_the_best_language_is_picked(text, language, expected):
    """The wanted one, else English, else any."""
    assert expected == in_language(text, language)


def test_the_active_language_is_the_default():
    """Pages need not name it."""
    with translation.override("zh-hans"):
        assert "订单" == localized({"en": "Order", "zh-hans": "订单"})
