"""A reference to a department."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

department = field_types.get("department")


def test_an_id_is_the_value():
    """References travel as ids."""
    assert 7 == department.clean(7, {})


@pytest.mark.parametrize("raw", ["7", 0, -1, True, 1.5, 2**63, [1]])
def test_other_values_are_refused(raw):
    """Only ids a database can hold pass."""
    with pytest.raises(Invalid, match="Choose a department"):
        department.clean(raw, {})


def test_files_name_what_they_mean():
    """A cell holds a name, which the importer resolves."""
    assert "Acme" == department.convert_from_text(" Acme ", {})
