"""Where the header of a table is, and what its columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .cells import text_of

LOOK_AT = 20


@dataclass(frozen=True)
class Header:
    """The row that names the columns; `row` is its index, -1 when the table has none."""

    row: int
    names: list[str]


def guess_header(sample: Sequence[Sequence[Any]]) -> Header:
    """Return the first row that looks like names above data."""
    width = max((len(row) for row in sample), default=0)
    best, merit = -1, 0.0
    for index, row in enumerate(sample[:LOOK_AT]):
        found = _merit(row, sample[index + 1 :], width) - index * 0.01
        if found > merit:
            best, merit = index, found
    return header_at(sample, best)


def header_at(sample: Sequence[Sequence[Any]], row: int) -> Header:
    """Return the header at a row, with a name for every column and no name twice."""
    width = max((len(one) for one in sample), default=0)
    cells = list(sample[row]) if 0 <= row < len(sample) else []
    cells += [None] * (width - len(cells))
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = (text_of(cell) if cell is not None else "")[:200] or f"Column {number}"
        same = sum(1 for other in names if other == name)
        names.append(f"{name} {same + 1}" if same else name)
    return Header(row if cells and 0 <= row < len(sample) else -1, names)


def _merit(row: Sequence[Any], below: Sequence[Sequence[Any]], width: int) -> float:
    filled = [cell for cell in row if cell is not None]
    words = [cell for cell in filled if isinstance(cell, str) and not cell[:1].isdigit()]
    if not words or len(words) < len(filled) or (width > 1 and len(filled) < max(2, width * 0.5)):
        return 0.0
    distinct = len(set(words)) / len(words)
    lines = [other for other in below if any(cell is not None for cell in other)]
    return len(filled) / max(1, width) + distinct + (0.5 if lines else 0.0)
