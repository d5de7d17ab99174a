"""The grants document of a role, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.exceptions import Problem

APP_RIGHTS: dict[str, Any] = {
    "use": _("Use the app"),
    "design": _("Design"),
    "publish": _("Publish"),
    "manage_access": _("Manage access"),
}
FORM_ACTIONS: dict[str, Any] = {
    "create": _("Create"),
    "read": _("Read"),
    "amend": _("Change"),
    "delete": _("Delete"),
    "import": _("Import"),
    "export": _("Export"),
    "print": _("Print"),
    "bulk": _("Change many"),
}
SCOPE_KINDS: dict[str, Any] = {
    "all": _("All records"),
    "own": _("Own records"),
    "department": _("Records of my department"),
    "department_below": _("Records of my department and below"),
    "subordinates": _("Records of my subordinates"),
    "expression": _("Records for which an expression is true"),
}
MASKS: dict[str, Any] = {
    "hidden": _("Hidden"),
    "masked": _("Masked"),
    "read": _("Read only"),
    "edit": _("Editable"),
}
ANY_FORM = "*"

KEY = {"type": "string", "pattern": "^([a-z][a-z0-9_-]{0,39}|[*])$"}
FIELD_KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}([.][a-z][a-z0-9_]{0,59})?$"}

GRANTS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "app": {"type": "array", "items": {"enum": list(APP_RIGHTS)}, "maxItems": 10},
        "forms": {
            "type": "object",
            "maxProperties": 500,
            "propertyNames": KEY,
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "actions": {"type": "array", "items": {"enum": list(FORM_ACTIONS)}, "maxItems": 20},
                    "scope": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["kind"],
                        "properties": {
                            "kind": {"enum": list(SCOPE_KINDS)},
                            "expression": {"type": "string", "maxLength": 2000},
                        },
                    },
                    "fields": {
                        "type": "object",
                        "maxProperties": 1000,
                        "propertyNames": FIELD_KEY,
                        "additionalProperties": {"enum": list(MASKS)},
                    },
                },
            },
        },
    },
}


def check_grants(grants: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a grants document; an empty list when it is fine."""
    problems = documents.check(GRANTS_SCHEMA, grants)
    if problems:
        return problems
    return [
        Problem(f"forms.{key}.scope.expression", "required", _("Write the expression that records must fulfil."))
        for key, grant in grants.get("forms", {}).items()
        if grant.get("scope", {}).get("kind") == "expression" and not grant["scope"].get("expression", "").strip()
    ]
