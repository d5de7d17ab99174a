"""Files."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

file = field_types.get("file")
ID = "00000000-0000-4000-8000-000000000001"


def test_each_file_counts_once():
    """Ids are kept in order, without repetition."""
    assert [ID] == file.clean([ID, ID.upper()], {})


@pytest.mark.parametrize("raw", [ID, ["x"], [1], {"id": ID}])
def test_other_values_are_refused(raw):
    """Only lists of ids pass."""
    with pytest.raises(Invalid):
        file.clean(raw, {})


def test_no_more_than_allowed():
    """The settings limit how many files there are."""
    with pytest.raises(Invalid, match="at most 1"):
        file.clean([ID, ID.replace("1", "2")], {"max_files": 1})


def test_files_do_not_come_out_of_cells():
    """An import cannot bring files."""
    with pytest.raises(Invalid):
        file.convert_from_text("photo.png", {})
