"""Durations as documents write them: `P1D`, `PT30M`."""

from __future__ import annotations

import re

_PATTERN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def seconds(duration: str) -> int:
    """Return the length in seconds.

    Raises:
        ValueError: it is not a duration.
    """
    match = _PATTERN.fullmatch(duration)
    if match is None or not any(match.groups()):
        raise ValueError(f"{duration!r} is not a duration.")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return days * 86_400 + hours * 3_600 + minutes * 60
