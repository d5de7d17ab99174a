"""Rows of an uploaded file, streamed: workbooks through a limited child process, text files directly."""

from __future__ import annotations

import contextlib
import csv
import datetime
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from builder.exceptions import gettext_noop as _

from . import limits
from .dialects import guess_dialect
from .errors import UnreadableFile

Row = list[Any]
CHILD = Path(__file__).with_name("sheet_reader.py")


@dataclass(frozen=True)
class Source:
    """A file and the sheet of it that is meant; text files have one nameless sheet."""

    path: Path
    sheet: int = 0
    suffix: str = ""

    @property
    def kind(self) -> str:
        """Return the suffix that says how to read it."""
        return (self.suffix or self.path.suffix).lower()

    @property
    def is_workbook(self) -> bool:
        """Say whether it is a workbook."""
        return self.kind in limits.WORKBOOK_SUFFIXES


def sheet_names(source: Source) -> list[str]:
    """Return the names of the sheets.

    Raises:
        UnreadableFile: the file is damaged, too large, or of another kind.
    """
    if not source.is_workbook:
        _check_text(source)
        return [""]
    with contextlib.closing(_batches(source, sheet=-1)) as batches:
        return list(next(batches)["sheets"])


def rows(source: Source) -> Iterator[Row]:
    """Yield every row as a list of cells: None, str, bool, int, float, date or datetime.

    Raises:
        UnreadableFile: the file is damaged, too large, or of another kind.
    """
    found = _workbook_rows(source) if source.is_workbook else _text_rows(source)
    for number, row in enumerate(found):
        if number >= limits.MAX_ROWS:
            raise UnreadableFile("too_many_rows", _("The sheet has too many rows."))
        yield row if len(row) <= limits.MAX_COLUMNS else _without_empty_tail(row)


def _without_empty_tail(row: Row) -> Row:
    filled = max((index + 1 for index, cell in enumerate(row) if cell not in (None, "")), default=0)
    if filled > limits.MAX_COLUMNS:
        raise UnreadableFile("too_many_columns", _("The sheet has too many columns."))
    return row[:filled]


def _workbook_rows(source: Source) -> Iterator[Row]:
    batches = _batches(source, sheet=source.sheet)
    with contextlib.closing(batches):
        names = next(batches)["sheets"]
        if not 0 <= source.sheet < len(names):
            raise UnreadableFile("no_such_sheet", _("The workbook has no such sheet."))
        for batch in batches:
            for row in batch:
                yield [_text(cell) if cell.__class__ is str else _cell(cell) for cell in row]


def _text(cell: str) -> str | None:
    return (cell.replace("\0", "") if "\0" in cell else cell) or None


def _cell(cell: Any) -> Any:
    if cell.__class__ is not dict:
        return cell
    if "d" in cell:
        return datetime.date.fromisoformat(cell["d"])
    return datetime.datetime.fromisoformat(cell["m"])


def _batches(source: Source, sheet: int) -> Generator[Any, None, None]:
    if source.kind != ".xls":
        limits.check_archive(source.path)
    command = [
        sys.executable, "-I", str(CHILD), str(source.path), str(sheet),
        str(limits.READER_MEGABYTES), str(limits.READER_CPU_SECONDS),
    ]  # fmt: skip
    # The child sees no environment: it reads strangers' files and needs none of our secrets.
    child = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    )
    watch = threading.Timer(limits.READER_SECONDS, child.kill)
    watch.start()
    try:
        yield from _lines(child)
    finally:
        watch.cancel()
        child.kill()
        if child.stdout:
            child.stdout.close()
        child.wait()


def _lines(child: subprocess.Popen[bytes]) -> Iterator[Any]:
    for line in child.stdout or ():
        data = orjson.loads(line)
        if data == "end":
            return
        if isinstance(data, dict) and "error" in data:
            raise UnreadableFile("not_a_workbook", _("The file cannot be read as a workbook."))
        yield data
    raise UnreadableFile("too_large", _("The sheet is too large, or the workbook is damaged."))


def _check_text(source: Source) -> None:
    if source.kind not in limits.TEXT_SUFFIXES:
        raise UnreadableFile("unknown_kind", _("Only XLSX, XLS, ODS and CSV files can be imported."))


def _text_rows(source: Source) -> Iterator[Row]:
    _check_text(source)
    dialect = guess_dialect(source.path)
    csv.field_size_limit(limits.MAX_CELL)
    with source.path.open(encoding=dialect.encoding, newline="") as file:
        try:
            # No database keeps the NUL character in a text.
            lines = (line.replace("\0", "") for line in file)
            for row in csv.reader(lines, delimiter=dialect.delimiter):
                yield [cell or None for cell in row]
        except csv.Error as error:
            raise UnreadableFile("not_text", _("The file cannot be read as rows of text.")) from error
