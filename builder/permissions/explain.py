"""Say in words why a person may do what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.models import Application, User

from .access import Grant
from .current import access_to, sees_everything
from .document import FORM_ACTIONS, MASKS, SCOPE_KINDS


@dataclass(frozen=True)
class Reason:
    """One source of rights: a role, or being an administrator (then without role)."""

    role: str
    text: str
    actions: tuple[str, ...] = ()


def why(actor: User, application: Application, form_key: str) -> list[Reason]:
    """Return why the actor may see and do what they may on a form; empty when they may do nothing."""
    if sees_everything(actor):
        return [Reason("", _("You may do everything because you are an administrator."), tuple(FORM_ACTIONS))]
    reasons = [_reason(grant, form_key) for grant in access_to(actor, application).grants]
    return [reason for reason in reasons if reason is not None]


def _reason(grant: Grant, form_key: str) -> Reason | None:
    found = grant.form(form_key)
    if found is None:
        return None
    actions = [str(FORM_ACTIONS[action]) for action in FORM_ACTIONS if action in found["actions"]]
    text = _("Role %(role)s: %(actions)s; %(scope)s.") % {
        "role": localized(grant.name) or grant.key,
        "actions": ", ".join(actions),
        "scope": _scope(found.get("scope") or {"kind": "all"}),
    }
    limited = [f"{key}: {MASKS[mask]}" for key, mask in sorted((found.get("fields") or {}).items())]
    if limited:
        text = str(format_lazy("{} {}", text, _("Fields: %(fields)s.") % {"fields": ", ".join(limited)}))
    return Reason(grant.key, text, tuple(found["actions"]))


def _scope(scope: Mapping[str, Any]) -> str:
    label = str(SCOPE_KINDS[scope["kind"]])
    return f"{label}: {scope['expression']}" if scope.get("expression") else label
