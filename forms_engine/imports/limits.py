"""How large a file may be, and the check of its outside before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from builder.exceptions import gettext_noop as _

from .errors import UnreadableFile

MAX_ENTRIES = 2_000
MAX_UNPACKED = 1_500 * 1024 * 1024
MAX_RATIO = 250
RATIO_MATTERS_FROM = 16 * 1024 * 1024
MAX_COLUMNS = 1_000
MAX_ROWS = 1_048_576
MAX_CELL = 100_000
READER_MEGABYTES = 2_048
READER_CPU_SECONDS = 120
READER_SECONDS = 600
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")


def check_archive(path: Path) -> None:
    """Refuse an archive that unpacks to more than a workbook needs.

    Raises:
        UnreadableFile: too many entries, too large, packed too tightly, or not an archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("not_a_workbook", _("The file is not a workbook.")) from error
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile("too_many_parts", _("The workbook has too many parts."))
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    too_tight = unpacked > RATIO_MATTERS_FROM and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED or too_tight:
        raise UnreadableFile("too_large", _("The workbook unpacks to too much data."))
