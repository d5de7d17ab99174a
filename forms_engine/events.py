"""What the forms engine announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class RecordEvent(Event):
    """Something happened to a record; `change` maps field keys to `[before, after]` in wire form."""

    form_id: int
    record_id: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class RecordSubmitted(RecordEvent):
    """A record was submitted."""

    type: ClassVar[str] = "record.submitted"


@dataclass(frozen=True, kw_only=True)
class RecordAmended(RecordEvent):
    """Fields of a record were changed."""

    type: ClassVar[str] = "record.amended"


@dataclass(frozen=True, kw_only=True)
class RecordDeleted(RecordEvent):
    """A record went to the recycle bin."""

    type: ClassVar[str] = "record.deleted"


@dataclass(frozen=True, kw_only=True)
class RecordRestored(RecordEvent):
    """A record came back from the recycle bin."""

    type: ClassVar[str] = "record.restored"


@dataclass(frozen=True, kw_only=True)
class RecordStatusChanged(RecordEvent):
    """The state which a flow gave to a record changed; `change` holds `flow_status`."""

    type: ClassVar[str] = "record.status_changed"


@dataclass(frozen=True, kw_only=True)
class RecordCommented(Event):
    """Somebody wrote a comment on a record."""

    type: ClassVar[str] = "record.commented"

    form_id: int
    record_id: int
    comment_id: int
    mentions: list[int]


@dataclass(frozen=True, kw_only=True)
class ImportStarted(Event):
    """A file is being imported into a form; every imported record names this event as its cause."""

    type: ClassVar[str] = "import.started"

    form_id: int
    import_id: int


@dataclass(frozen=True, kw_only=True)
class ImportFinished(Event):
    """A file was imported into a form."""

    type: ClassVar[str] = "import.finished"

    form_id: int
    import_id: int
    counts: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FormPublished(Event):
    """A version of a form was published."""

    type: ClassVar[str] = "form.published"

    form_id: int
    version_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class FormDeleted(Event):
    """A form went to the recycle bin; its records stay."""

    type: ClassVar[str] = "form.deleted"

    form_id: int
