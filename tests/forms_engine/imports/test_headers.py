"""Finding the header of a table."""

from forms_engine.imports.headers import guess_header, header_at


def test_a_title_above_the_header_is_skipped():
    """The header is the first full row of names."""
    header = guess_header([["Sales 2024", None, None], [], ["Name", "Name", None], ["Ann", 3.0, None]])

    assert (2, ["Name", "Name 2", "Column 3"]) == (header.row, header.names)


def test_a_table_of_numbers_has_no_header():
    """Without names, the columns are numbered."""
    assert (-1, ["Column 1", "Column 2"]) == (guess_header([[1.0, 2.0]]).row, guess_header([[1.0, 2.0]]).names)


def test_a_chosen_header():
    """A person may point at another row."""
    assert ["b", "Column 2"] == header_at([["a", 1], ["b"]], 1).names
