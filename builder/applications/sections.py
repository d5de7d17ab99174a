"""The overview of an app's definitions: one section for each kind, contributed by its engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.models import Application, User

from .providers import Providers


@dataclass(frozen=True)
class SectionEntry:
    """One definition: its name, where to design it, and where it stands.

    `state` is `draft` (never published), `published`, or `changed` (published, and the draft has moved on).
    """

    name: Any
    url: str
    state: str = "draft"
    note: Any = ""
    icon: str = ""


@dataclass(frozen=True)
class CreateField:
    """A choice that creating a definition needs besides its name, such as the form of a flow."""

    name: str
    label: Any
    options: Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class SectionLink:
    """Another way to a new definition, such as from a file."""

    label: Any
    url: str
    icon: str = "file-plus"


@dataclass(frozen=True)
class Section:
    """The definitions of one kind in an app.

    Creating one posts `name`, and the fields of `create_fields`, to `create_url`; without an address nobody may create.
    """

    key: str
    label: Any
    icon: str
    entries: Sequence[SectionEntry]
    empty_text: Any = ""
    create_label: Any = ""
    create_url: str = ""
    create_fields: Sequence[CreateField] = field(default_factory=tuple)
    links: Sequence[SectionLink] = field(default_factory=tuple)
    all_url: str = ""
    position: int = 100


SectionProvider = Callable[[User, Application], Section | None]

sections: Providers[SectionProvider] = Providers("section provider")


def sections_of(actor: User, application: Application) -> list[Section]:
    """Return the sections that the actor may see, in order."""
    found = [section for provider in sections if (section := provider(actor, application)) is not None]
    return sorted(found, key=lambda section: section.position)
