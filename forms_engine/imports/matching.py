"""Which column goes into which field, guessed by name and content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

FITS = {
    "text": {"text", "longtext", "number", "choice", "date", "datetime", "money", "checkbox"},
    "longtext": {"text", "longtext", "choice"},
    "number": {"number", "money", "checkbox"},
    "money": {"number", "money"},
    "date": {"date", "datetime"},
    "datetime": {"date", "datetime"},
    "checkbox": {"checkbox", "number", "choice"},
    "choice": {"choice", "text", "number", "checkbox"},
    "choices": {"choice", "text", "longtext"},
    "link": {"text", "choice", "number"},
    "member": {"text", "choice", "number"},
    "department": {"text", "choice", "number"},
}
ENOUGH = 0.62


@dataclass(frozen=True)
class Target:
    """A field that a column may go into."""

    key: str
    type: str
    names: tuple[str, ...]


def plain(text: str) -> str:
    """Return a name without case, width, accents, spaces and punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(char for char in folded if not unicodedata.combining(char)))


def match_columns(columns: Sequence[str], kinds: Sequence[str], targets: Sequence[Target]) -> Mapping[int, str]:
    """Return the field key for each column that seems to have one; each field is taken once, best matches first."""
    merits = sorted(
        (
            (-_merit(name, kinds[index], target), index, target.key)
            for index, name in enumerate(columns)
            for target in targets
        ),
    )
    found: dict[int, str] = {}
    for merit, index, key in merits:
        if -merit >= ENOUGH and index not in found and key not in found.values():
            found[index] = key
    return dict(sorted(found.items()))


def _merit(column: str, kind: str, target: Target) -> float:
    name = plain(column)
    alike = max((_alike(name, plain(other)) for other in target.names if other), default=0.0)
    return alike if kind in FITS.get(target.type, ()) else alike - 0.15


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    for suffix in ("id", "no", "code", "number", "编号"):
        if one.removesuffix(suffix) == other.removesuffix(suffix):
            return 0.95
    return SequenceMatcher(None, one, other).ratio() * 0.9
