"""Differences between two documents, in the words of the business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from builder.exceptions import translated

T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """One difference: `kind` is added, removed, changed or moved; `path` says where in the new (or old) document.

    `message` is a marked or lazy text whose named placeholders `params` fills.
    """

    kind: str
    path: str
    message: Any
    params: Mapping[str, Any] = field(default_factory=dict)
    before: Any = None
    after: Any = None

    def text(self) -> str:
        """Return the difference as a sentence in the active language."""
        text = translated(str(self.message))
        return text % self.params if self.params else text

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {
            "kind": self.kind,
            "path": self.path,
            "message": self.text(),
            "before": self.before,
            "after": self.after,
        }


def matched(
    old: Iterable[T], new: Iterable[T], identity: Callable[[T], Any]
) -> tuple[list[T], list[T], list[tuple[T, T]]]:
    """Return what is only in the old, what is only in the new, and the pairs that are in both, in their order."""
    before = {identity(one): one for one in old}
    after = {identity(one): one for one in new}
    removed = [one for key, one in before.items() if key not in after]
    added = [one for key, one in after.items() if key not in before]
    return removed, added, [(before[key], one) for key, one in after.items() if key in before]
