"""Apps as folders of files: what installs one, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from builder.models import Application, User

from .providers import Providers

GALLERY = Path(__file__).resolve().parent.parent.parent / "gallery"


@dataclass(frozen=True)
class Package:
    """A folder with `app.json` and a folder for each kind of definition."""

    folder: Path

    @property
    def app(self) -> dict[str, Any]:
        """Return what `app.json` says."""
        return read(self.folder / "app.json")

    def parts(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return the files of one kind by their names, in order."""
        for path in sorted((self.folder / kind).glob("*.json")):
            yield path.stem, read(path)


@dataclass(frozen=True)
class PartInstaller:
    """Installs one kind of definition; parts with a lower position come first."""

    position: int
    install: Callable[[User, Application, Package], None]


package_parts: Providers[Callable[[], PartInstaller]] = Providers("package part")


def installers() -> list[PartInstaller]:
    """Return what installs the parts of a package, in order."""
    return sorted((provider() for provider in package_parts), key=lambda part: part.position)


def read(path: Path) -> dict[str, Any]:
    """Return a file's document."""
    document: dict[str, Any] = orjson.loads(path.read_bytes())
    return document


def with_people(document: Any, people: dict[str, int]) -> Any:
    """Return a document in which `usernames` became the `ids` of those people."""
    if isinstance(document, dict):
        found = {key: with_people(value, people) for key, value in document.items() if key != "usernames"}
        if "usernames" in document:
            found["ids"] = [people[name] for name in document["usernames"] if name in people]
        return found
    return [with_people(one, people) for one in document] if isinstance(document, list) else document
