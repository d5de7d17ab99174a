"""Registries: named types, one file each, found by looking into their package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, ClassVar, Generic, TypeVar


class Type:
    """One kind of thing in a registry, such as a field type or an action."""

    key: ClassVar[str]
    label: ClassVar[Any]
    icon: ClassVar[str] = "circle"
    settings_schema: ClassVar[dict[str, Any]] = {"type": "object", "properties": {}}


T = TypeVar("T", bound=Type)
C = TypeVar("C", bound=type[Any])


class UnknownType(LookupError):
    """Nobody registered a type under this key."""


class Registry(Generic[T]):
    """Types of one family by key; instances are shared and hold no state."""

    def __init__(self, noun: str, package: str) -> None:
        self.noun = noun
        self.package = package
        self._types: dict[str, T] = {}

    def register(self, cls: C) -> C:
        """Add a type; usable as a class decorator.

        Raises:
            ValueError: two types use one key.
        """
        if cls.key in self._types and type(self._types[cls.key]) is not cls:
            raise ValueError(f"Two {self.noun}s are called {cls.key!r}.")
        self._types[cls.key] = cls()
        return cls

    def get(self, key: str) -> T:
        """Return the type called key.

        Raises:
            UnknownType: no such type; the message lists the known ones.
        """
        try:
            return self._types[key]
        except KeyError:
            known = ", ".join(sorted(self._types)) or "none"
            raise UnknownType(f"No {self.noun} {key!r}; known: {known}.") from None

    def all(self) -> list[T]:
        """Return every type, in order of key."""
        return [self._types[key] for key in sorted(self._types)]

    def keys(self) -> list[str]:
        """Return every key, sorted."""
        return sorted(self._types)

    def discover(self) -> None:
        """Import every module of the family's package, so that its types register."""
        package = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self.package}.{module.name}")

    def __contains__(self, key: object) -> bool:
        return key in self._types

    def __iter__(self) -> Iterator[T]:
        return iter(self.all())
