"""Save drafts so that nobody overwrites what somebody else has just saved."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.definitions.models import Definition
from builder.exceptions import Conflict
from builder.models import User


class DraftChanged(Conflict):
    """Somebody saved another draft in the meantime; both are in the answer."""

    code = "draft_changed"
    title = _("The draft has changed")


def save_draft(*, definition: Definition, document: Any, base_revision: int, actor: User) -> int:
    """Replace the draft and return its new revision; permission and shape are the caller's business.

    The definition object is brought up to date.

    Raises:
        DraftChanged: the draft is not at `base_revision` any more; `extra` holds `draft` and `revision` as they are
            now, `yours`, and who changed it when.
    """
    now = timezone.now()
    # One statement compares and writes: two designers can never both succeed.
    changed = type(definition)._default_manager.filter(pk=definition.pk, draft_revision=base_revision)
    saved = changed.update(
        draft=document, draft_revision=base_revision + 1, draft_changed_by=actor, draft_changed_at=now
    )
    if not saved:
        raise draft_changed(definition, yours=document)
    definition.draft = document
    definition.draft_revision = base_revision + 1
    definition.draft_changed_by, definition.draft_changed_at = actor, now
    return definition.draft_revision


def draft_changed(
    definition: Definition, *, yours: Any = None, changes: list[dict[str, Any]] | None = None
) -> Conflict:
    """Return the refusal that shows the draft as it is now."""
    definition.refresh_from_db(fields=["draft", "draft_revision", "draft_changed_by", "draft_changed_at"])
    who = definition.draft_changed_by
    extra = {
        "draft": definition.draft,
        "revision": definition.draft_revision,
        "yours": yours,
        "changed_by": who.display_name if who is not None else "",
        "changed_at": definition.draft_changed_at.isoformat() if definition.draft_changed_at else None,
    }
    if changes is not None:
        extra["changes"] = changes
    return DraftChanged(_("Somebody else has changed this draft. Compare both and save again."), extra=extra)
