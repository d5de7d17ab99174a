"""Compile translation catalogues without any tool outside Python."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(folders: Iterable[Path]) -> list[Path]:
    """Compile each catalogue below the folders that is newer than its compiled form; return what was compiled."""
    compiled = []
    for source in sorted(path for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)
            compiled.append(target)
    return compiled


def _compile(source: Path, target: Path) -> None:
    """Write beside the target first: a process that reads meanwhile sees the old catalogue or the new one."""
    unfinished = target.with_suffix(".mo.new")
    with source.open("rb") as text, unfinished.open("wb") as binary:
        write_mo(binary, read_po(text, locale=source.parent.parent.name))
    unfinished.replace(target)
