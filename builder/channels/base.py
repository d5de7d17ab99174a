"""What every channel can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from builder.registry import Type

if TYPE_CHECKING:
    from builder.models import User


@dataclass(frozen=True)
class Message:
    """What a person is told, in their language; the same `key` is told once."""

    user: User
    title: str
    body: str
    url: str
    key: str


class Channel(Type):
    """One way to reach people.

    A channel that is `inside` writes to our own database, at once and in the caller's transaction; any other sends from
    a durable job, at least once, and shows `message.key` to the outside so that a repetition is recognised.
    """

    inside: ClassVar[bool] = False

    def reaches(self, user: User) -> bool:
        """Say whether the person can be reached this way."""
        raise NotImplementedError

    def deliver(self, messages: Sequence[Message]) -> None:
        """Deliver the messages, each to its person."""
        raise NotImplementedError
