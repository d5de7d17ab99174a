"""Choosing people in forms."""

from __future__ import annotations

import pytest

from builder.views.inputs import DepartmentInput
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def test_only_who_is_chosen_is_in_the_page():
    """A company of thousands does not make a page of thousands of lines."""
    head, other = make_person(display_name="Ada"), make_person(display_name="Bob")
    html = str(DepartmentInput(initial={"head": head}, actor=other)["head"])

    assert ("Ada" in html, "Bob" in html, 'src="/search/people/"' in html) == (True, False, True)


def test_anybody_can_be_chosen():
    """What the browser found is checked against everybody."""
    other = make_person()
    form = DepartmentInput({"name": "Sales", "head": str(other.pk)}, actor=other)

    assert (True, other) == (form.is_valid(), form.cleaned_data["head"])
