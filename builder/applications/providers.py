"""Lists of functions with which engines contribute to the platform's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Providers(Generic[F]):
    """Functions that answer one question, each for its own engine."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._functions: dict[str, F] = {}

    def register(self, function: F) -> F:
        """Add a function; usable as a decorator, and harmless when repeated."""
        self._functions[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    def __iter__(self) -> Iterator[F]:
        return iter(list(self._functions.values()))
