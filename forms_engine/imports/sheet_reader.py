"""The child process that reads a workbook, so that a hostile file can only kill this process.

Called as `sheet_reader.py <path> <sheet index>`. Writes lines of JSON: first the names of the sheets, then batches of
rows. Dates are written as `{"d": ...}`, moments as `{"m": ...}`, times of day and durations as text.
"""

import contextlib
import datetime
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

BATCH = 500


def limit(megabytes: int, seconds: int) -> None:
    """Bound this process: an oversized sheet must fail here and nowhere else."""
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def encode(value: Any) -> Any:
    """Write a cell that JSON does not know."""
    if isinstance(value, datetime.datetime):
        return {"m": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    return str(value)


def read(path: str, sheet: int, write: Callable[[Any], Any]) -> None:
    """Write the names of the sheets and, for a sheet that exists, its rows."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - loaded under the limits

    book = CalamineWorkbook.from_path(path)
    write({"sheets": book.sheet_names})
    if not 0 <= sheet < len(book.sheet_names):
        return
    batch: list[list[Any]] = []
    for row in book.get_sheet_by_index(sheet).iter_rows():
        batch.append(row)
        if len(batch) >= BATCH:
            write(batch)
            batch = []
    write(batch)


def main() -> None:
    """Read the file named on the command line."""
    path, sheet, megabytes, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    limit(megabytes, seconds)
    import orjson  # noqa: PLC0415 - loaded under the limits

    options = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_APPEND_NEWLINE
    out = sys.stdout.buffer
    try:
        read(path, sheet, lambda data: out.write(orjson.dumps(data, encode, options)))
        out.write(b'"end"\n')
        out.flush()
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file does, the parent must hear of it
        out.write(orjson.dumps({"error": type(error).__name__}, option=options))
        out.flush()


if __name__ == "__main__":
    main()
