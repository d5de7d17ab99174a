"""What a person may do in an app: the union of their roles; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .document import ANY_FORM, APP_RIGHTS, FORM_ACTIONS

MASK_ORDER = ("hidden", "masked", "read", "edit")


@dataclass(frozen=True)
class Scope:
    """Which records: a kind such as `own` or `department`, or an expression over record and person."""

    kind: str
    expression: str = ""


EVERY_RECORD = (Scope("all"),)


@dataclass(frozen=True)
class Grant:
    """What one role gives; the name is that of the role."""

    role_id: int
    key: str
    name: Any
    grants: Mapping[str, Any]
    group_id: int | None = None

    def form(self, form_key: str) -> Mapping[str, Any] | None:
        """Return what the role gives on a form, which may be its default for all forms."""
        forms: Mapping[str, Any] = self.grants.get("forms") or {}
        found = forms.get(form_key, forms.get(ANY_FORM))
        return found if found and found.get("actions") else None


@dataclass(frozen=True)
class FormAccess:
    """What a person may do with the records of one form.

    `scopes` says which records they may read; `scopes_for` answers for another action, because a role that shows all
    records does not widen another role that changes only one's own. `masks` names the fields that are not simply
    editable.
    """

    actions: frozenset[str] = frozenset()
    masks: Mapping[str, str] = field(default_factory=dict)
    scopes_by_action: Mapping[str, tuple[Scope, ...]] = field(default_factory=dict)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Return which records may be read; none at all when empty."""
        return self.scopes_for("read")

    def scopes_for(self, action: str) -> tuple[Scope, ...]:
        """Return on which records the action is allowed; none at all when empty."""
        return self.scopes_by_action.get(action, ())

    def can(self, action: str) -> bool:
        """Tell whether the action is allowed on at least some records."""
        return action in self.actions

    def mask(self, field_key: str) -> str:
        """Return how the field is shown: hidden, masked, read or edit."""
        return self.masks.get(field_key, "edit")


@dataclass(frozen=True)
class AppAccess:
    """What a person may do in one app."""

    application_id: int
    grants: tuple[Grant, ...] = ()
    everything: bool = False

    @cached_property
    def rights(self) -> frozenset[str]:
        """Return the rights on the app itself; any grant includes its use."""
        if self.everything:
            return frozenset(APP_RIGHTS)
        given = {right for grant in self.grants for right in grant.grants.get("app", ())}
        if given or any(grant.grants.get("forms") for grant in self.grants):
            given.add("use")
        return frozenset(given)

    def can(self, right: str) -> bool:
        """Tell whether the right on the app is given."""
        return right in self.rights

    def form(self, form_key: str) -> FormAccess:
        """Return the rights on the records of a form."""
        if form_key not in self._forms:
            self._forms[form_key] = self._compile(form_key)
        return self._forms[form_key]

    @cached_property
    def _forms(self) -> dict[str, FormAccess]:
        return {}

    def _compile(self, form_key: str) -> FormAccess:
        if self.everything:
            return FormAccess(frozenset(FORM_ACTIONS), {}, dict.fromkeys(FORM_ACTIONS, EVERY_RECORD))
        given = [found for grant in self.grants if (found := grant.form(form_key)) is not None]
        actions = frozenset(action for grant in given for action in grant["actions"])
        scopes = {action: _union(grant for grant in given if action in grant["actions"]) for action in actions}
        return FormAccess(actions, _masks(given), scopes)


def _union(grants: Iterable[Mapping[str, Any]]) -> tuple[Scope, ...]:
    scopes = dict.fromkeys(Scope(**(grant.get("scope") or {"kind": "all"})) for grant in grants)
    if EVERY_RECORD[0] in scopes:
        return EVERY_RECORD
    if Scope("department_below") in scopes:
        scopes.pop(Scope("department"), None)
    return tuple(scopes)


def _masks(grants: list[Mapping[str, Any]]) -> dict[str, str]:
    """Return the widest mask of each field; a role that does not name a field leaves it editable."""
    keys = {key for grant in grants for key in grant.get("fields") or {}}
    widest = {
        key: max(((grant.get("fields") or {}).get(key, "edit") for grant in grants), key=MASK_ORDER.index)
        for key in keys
    }
    return {key: mask for key, mask in sorted(widest.items()) if mask != "edit"}
