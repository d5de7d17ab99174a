"""Find saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from builder.models import User
from builder.permissions import require
from forms_engine.models import SavedView

from .access import form_access

if TYPE_CHECKING:
    from forms_engine.models import Form


def saved_views(*, actor: User, form: Form) -> list[SavedView]:
    """Return the views shared with everybody, then the actor's own."""
    require(form_access(actor, form), "read")
    found = SavedView.objects.filter(Q(owner__isnull=True) | Q(owner=actor), form=form)
    return sorted(found, key=lambda view: (view.owner_id is not None, view.position, view.pk))
