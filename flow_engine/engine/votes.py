"""Who wins a vote, given how many have said what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of one run so far."""

    total: int
    approvals: int
    rejections: int


def needed(need: Any, total: int) -> int:
    """Return how many approvals pass the run; a percentage is rounded up and never below one."""
    if need == "all":
        return total
    if need == "any":
        return 1
    if "percent" in need:
        return max(1, ceil(Fraction(str(need["percent"])) * total / 100))
    return min(int(need["count"]), total)


def vetoed(veto: Any, total: int, need: int) -> int:
    """Return how many rejections end the run."""
    if veto == "any":
        return 1
    if veto == "all":
        return total
    if veto == "impossible":
        return total - need + 1
    return min(int(veto["count"]), total)


def verdict(tally: Tally, need: Any, veto: Any, *, early: bool = True) -> str | None:
    """Return `approve`, `reject`, or None while the vote is open.

    Without `early`, everybody is heard before the result counts.
    """
    if not early and tally.approvals + tally.rejections < tally.total:
        return None
    wanted = needed(need, tally.total)
    if tally.approvals >= wanted:
        return "approve"
    if tally.rejections >= vetoed(veto, tally.total, wanted):
        return "reject"
    if tally.total - tally.rejections < wanted:
        return "reject"
    return None
