"""Events: facts in the past tense, as values."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from datetime import datetime

    from builder.models import EventRow, User

event_types: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Actor:
    """Who did it (`person`, `rule`, `flow`, `token`, `import` or `system`), and through which door."""

    kind: str
    user_id: int | None
    via: str

    @classmethod
    def of(cls, user: User, via: str = "form") -> Actor:
        """Return the actor for a user who came through a door."""
        kinds = {"rule": "rule", "flow": "flow", "import": "import"}
        kind = "system" if user.is_system and via not in kinds else kinds.get(via, "person")
        return cls(kind=kind, user_id=user.pk, via=via)


@dataclass(frozen=True)
class Subject:
    """What it was about; ids that do not apply are None."""

    application_id: int | None = None
    form_id: int | None = None
    record_id: int | None = None
    process_id: int | None = None
    task_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact; subclasses name their `type` and add fields, which must be JSON values.

    `id`, `at` and `depth` are set once the event is in the log. `change` maps a field key to its values before and
    after.
    """

    type: ClassVar[str] = ""

    actor: Actor
    subject: Subject
    change: dict[str, Any] | None = None
    id: int = field(default=0, compare=False)
    at: datetime | None = field(default=None, compare=False)
    depth: int = field(default=0, compare=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.type:
            event_types[cls.type] = cls

    def payload(self) -> dict[str, Any]:
        """Return the fields that the subclass added."""
        return {name: getattr(self, name) for name in own_fields(type(self))}

    @staticmethod
    def from_row(row: EventRow) -> Event:
        """Return the event that a row of the log tells of.

        Fields that today's code no longer has are left out, so that an older event still reaches its receivers.

        Raises:
            LookupError: no such event type is known any more.
        """
        if row.type not in event_types:
            raise LookupError(f"No event type {row.type!r} is known any more.")
        cls = event_types[row.type]
        known = own_fields(cls)
        return cls(
            actor=Actor(kind=row.actor_kind, user_id=row.actor_id, via=row.via),
            subject=Subject(
                application_id=row.application_id,
                form_id=row.form_id,
                record_id=row.record_id,
                process_id=row.process_id,
                task_id=row.task_id,
                case_id=row.case_id,
            ),
            change=row.change,
            id=row.pk,
            at=row.at,
            depth=row.depth,
            **{name: value for name, value in row.payload.items() if name in known},
        )


_own_fields: dict[str, tuple[str, ...]] = {}


def own_fields(cls: type[Event]) -> tuple[str, ...]:
    """Return the names of the fields that a subclass added."""
    if cls.type not in _own_fields or event_types.get(cls.type) is not cls:
        common = {one.name for one in fields(Event)}
        _own_fields[cls.type] = tuple(one.name for one in fields(cls) if one.name not in common)
    return _own_fields[cls.type]
