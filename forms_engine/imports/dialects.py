"""How a text file is written: its encoding, its delimiter."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from builder.exceptions import gettext_noop as _

from .errors import UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "gb18030", "latin-1")
CHUNK = 1 << 18
SAMPLE_LINES = 60
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Dialect:
    """How to read a text file."""

    encoding: str
    delimiter: str


def guess_dialect(path: Path) -> Dialect:
    """Return the dialect of a text file, guessed from its bytes.

    Raises:
        UnreadableFile: it is no text.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = list(islice(_short_lines(file), SAMPLE_LINES))
    if any("\0" in line for line in sample):
        raise UnreadableFile("not_text", _("The file is not a text file."))
    return Dialect(encoding, _delimiter(sample))


def _short_lines(file: TextIO) -> Iterator[str]:
    # A file without line breaks must not be read whole only to guess.
    while line := file.readline(65_536):
        yield line


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    return next(name for name in ENCODINGS if _decodes(path, name))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(sample: list[str]) -> str:
    def merit(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            return (0.0, 0)
        usual = max(set(widths), key=widths.count, default=1)
        alike = widths.count(usual) / (len(widths) or 1)
        return (alike if usual > 1 else 0.0, usual)

    return max(DELIMITERS, key=merit)
