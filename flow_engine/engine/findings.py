"""What a check of a flow document finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a document: its code, where it is, and what the message needs to say."""

    code: str
    path: str
    node: str = ""
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the document cannot be published with it."""
        return self.code.startswith("E")


@dataclass(frozen=True, slots=True)
class FormField:
    """What a flow needs to know of a field of its form."""

    type: str
    computed: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What a document may name: the fields of its form, roles and people; and how to read a condition.

    `read_condition` returns what is wrong with a condition, or nothing.
    """

    fields: Mapping[str, FormField] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    people: frozenset[int] = frozenset()
    read_condition: Callable[[str], str] = lambda _text: ""
