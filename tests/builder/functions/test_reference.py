"""The reference lists the functions there are."""

from __future__ import annotations

from tools import function_reference


def test_the_page_is_up_to_date():
    """`python -m tools.function_reference update` writes it anew."""
    assert function_reference.main("check") == 0
