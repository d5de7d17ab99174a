"""Medians of two ways of doing the same work, taken in turns so that noise hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any


def in_turns(ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Return the median seconds of both."""
    ours()
    theirs()
    spent: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        for work, times in zip((ours, theirs), spent, strict=True):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
    return statistics.median(spent[0]), statistics.median(spent[1])


def row(work: str, against: str, ours: float, theirs: float) -> dict[str, str]:
    """Return one line of the results, in milliseconds."""
    return {
        "work": work,
        "against": against,
        "ours": f"{ours * 1000:.1f} ms",
        "theirs": f"{theirs * 1000:.1f} ms",
        "ratio": f"{ours / theirs:.2f}",
    }
