"""Guessing how a text file is written."""

import pytest

from forms_engine.imports.dialects import guess_dialect


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path, delimiter):
    """The delimiter is the one that gives rows of equal width."""
    path = tmp_path / "a.csv"
    path.write_text(delimiter.join(["a", '"b,;|x"', "c"]) + "\n" + delimiter.join(["1", "2", "3"]) + "\n")

    assert delimiter == guess_dialect(path).delimiter
