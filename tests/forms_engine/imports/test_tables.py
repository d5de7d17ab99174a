"""Reading rows from files."""

import datetime
import zipfile

import openpyxl
import pytest

from forms_engine.imports import limits, tables
from forms_engine.imports.errors import UnreadableFile
from forms_engine.imports.tables import Source


def workbook(path, rows, title="Sheet"):
    """Write rows into a workbook."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return Source(path)


def test_a_workbook_gives_typed_cells(tmp_path):
    """Numbers, days, moments and yes/no arrive as such."""
    day, moment = datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 13, 30)
    source = workbook(tmp_path / "a.xlsx", [["a", 1.5, True, moment, None], [None, 2, False, day, "é 中"]])

    first, second = tables.rows(source)

    assert ["a", 1.5, True, moment, None] == first
    assert [None, 2, False, "é 中"] == [second[0], second[1], second[2], second[4]]
    assert day.isoformat() == str(second[3])[:10]
    assert ["Sheet"] == tables.sheet_names(source)


def test_a_cell_in_the_last_corner_kills_nobody(tmp_path):
    """A tiny file that claims seventeen billion cells is refused, and the server lives."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    book.save(tmp_path / "bomb.xlsx")

    with pytest.raises(UnreadableFile):
        list(tables.rows(Source(tmp_path / "bomb.xlsx")))


def test_an_archive_that_unpacks_too_far_is_refused(tmp_path):
    """The outside of the archive is checked before anything is unpacked."""
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (limits.RATIO_MATTERS_FROM * 2))

    with pytest.raises(UnreadableFile, match="unpacks"):
        tables.sheet_names(Source(path))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"<html></html>"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    """A damaged workbook is the user's problem, not an error of the server."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile):
        tables.sheet_names(Source(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_files_in_usual_encodings(tmp_path, encoding):
    """Chinese text arrives whole, whatever wrote the file."""
    path = tmp_path / "a.csv"
    path.write_bytes("名称;数量\n螺丝;1,5\n".encode(encoding))

    assert [["名称", "数量"], ["螺丝", "1,5"]] == list(tables.rows(Source(path)))


def test_western_text_without_unicode(tmp_path):
    """Old exports keep their accents."""
    path = tmp_path / "a.csv"
    path.write_bytes("name\tcity\nJosé\tMünchen Süd é\n".encode("latin-1"))

    assert [["name", "city"], ["José", "München Süd é"]] == list(tables.rows(Source(path)))


def test_a_quoted_cell_keeps_its_line_breaks(tmp_path):
    """Line breaks and doubled quotes inside a cell belong to it."""
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"one\ntwo ""x""",2\n')

    assert [["a", "b"], ['one\ntwo "x"', "2"]] == list(tables.rows(Source(path)))


def test_one_endless_cell_is_refused(tmp_path):
    """A cell without end is no row of text."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "x" * (limits.MAX_CELL * 3))

    with pytest.raises(UnreadableFile):
        list(tables.rows(Source(path)))


def test_other_files_are_refused(tmp_path):
    """Only tables are read."""
    with pytest.raises(UnreadableFile, match="Only"):
        list(tables.rows(Source(tmp_path / "a.exe")))
