"""Who listens: receivers inside the transaction, and durable ones after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .event import Event

Receiver = Callable[[Any], None]
F = TypeVar("F", bound=Receiver)

_inside: dict[str, list[Receiver]] = {}
_after: dict[str, dict[str, Receiver]] = {}


def inside(*events: type[Event]) -> Callable[[F], F]:
    """Call the receiver in the announcing transaction; it may refuse by raising a DomainError, or write more."""

    def register(receiver: F) -> F:
        for event in events:
            listeners = _inside.setdefault(event.type, [])
            if receiver not in listeners:
                listeners.append(receiver)
        return receiver

    return register


def after(*events: type[Event]) -> Callable[[F], F]:
    """Call the receiver in a durable job of its own, once, when the announcing transaction is through."""

    def register(receiver: F) -> F:
        name = f"{receiver.__module__}.{receiver.__qualname__}"
        for event in events:
            _after.setdefault(event.type, {})[name] = receiver
        return receiver

    return register


def inside_receivers(event_type: str) -> list[Receiver]:
    """Return who listens inside the transaction, in the order of registration."""
    return _inside.get(event_type, [])


def after_receivers(event_type: str) -> dict[str, Receiver]:
    """Return who listens afterwards, by dotted name."""
    return _after.get(event_type, {})


def after_receiver(event_type: str, name: str) -> Receiver | None:
    """Return one durable receiver, or None when the code no longer has it."""
    return _after.get(event_type, {}).get(name)
