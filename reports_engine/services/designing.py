"""What designing a report and designing a dashboard have in common."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from builder import documents
from builder.definitions.models import Definition
from builder.definitions.services.drafts import save_draft
from builder.definitions.services.naming import name_of
from builder.exceptions import Invalid
from builder.models import User
from builder.permissions import access_to, require

D = TypeVar("D", bound=Definition)


@cache
def schema_of(name: str) -> dict[str, Any]:
    """Return a JSON Schema that lies beside the engine."""
    path = Path(__file__).resolve().parent.parent / name
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def save(*, actor: User, definition: Definition, document: Any, base_revision: int, schema: str) -> int:
    """Save a draft that has the right shape and return its revision.

    Raises:
        DraftChanged: somebody else saved in the meantime.
        Invalid: the document has another shape.
    """
    require(access_to(actor, definition.application), "design")
    problems = documents.check(schema_of(schema), document)
    if problems:
        raise Invalid(problems=problems)
    return save_draft(definition=definition, document=document, base_revision=base_revision, actor=actor)


@transaction.atomic
def rename(*, actor: User, definition: Definition, name: Any) -> None:
    """Give a definition another name."""
    require(access_to(actor, definition.application), "design")
    definition.name = name_of(name)
    definition.save(update_fields=["name"])


@transaction.atomic
def put_away(*, actor: User, definition: Definition) -> None:
    """Put a definition into the recycle bin."""
    require(access_to(actor, definition.application), "publish")
    definition.deleted_at = timezone.now()
    definition.save(update_fields=["deleted_at"])
