"""Write rows as CSV and XLSX, so that no program takes a cell for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from forms_engine.selectors.exports import Export, Table

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
LONGEST_CELL = 32_767
EXACT_DIGITS = 15
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def csv_lines(header: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """Yield the lines of a CSV file which Excel reads as Unicode."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff".encode()
    writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def harmless(text: str) -> str:
    """Return text that a spreadsheet takes for text: a quote goes before what would start a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def workbook_file(export: Export) -> IO[bytes]:
    """Return a workbook with typed cells, one sheet for the records and one for each sub-table."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    sheets = [_sheet(book, table, names) for table in (export.main, *export.details)]
    for record in export.records:
        sheets[0].append([_cell(sheets[0], value) for value in export.row(record)])
        for table, sheet in zip(export.details, sheets[1:], strict=True):
            for row in export.detail_rows(table, record):
                sheet.append([_cell(sheet, value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def _sheet(book: Workbook, table: Table, names: set[str]) -> Any:
    plain = _SHEET_NAME.sub(" ", table.name).strip()[:28] or "Sheet"
    name = next(one for one in (plain, *(f"{plain} {n}" for n in range(2, 99))) if one.casefold() not in names)
    names.add(name.casefold())
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_header_cell(sheet, text) for text in table.header])
    return sheet


def _header_cell(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, Decimal):
        # Beyond 15 digits a spreadsheet's number is another number.
        exact = len(value.normalize().as_tuple().digits) <= EXACT_DIGITS
        value = float(value) if exact else str(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, "")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
    cell.data_type = "s"
    return cell


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    return str(value)
