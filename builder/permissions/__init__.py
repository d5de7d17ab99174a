"""Who may do what: roles compiled to one answer per person and app; the only door to guardian."""

from .access import EVERY_RECORD, AppAccess, FormAccess, Scope
from .current import access_everywhere, access_to, require, sees_everything
from .document import ANY_FORM, APP_RIGHTS, FORM_ACTIONS, MASKS, SCOPE_KINDS, check_grants
from .explain import Reason, why
from .rights import designers_of, grant_design, may_design, revoke_design

__all__ = [
    "ANY_FORM",
    "APP_RIGHTS",
    "EVERY_RECORD",
    "FORM_ACTIONS",
    "MASKS",
    "SCOPE_KINDS",
    "AppAccess",
    "FormAccess",
    "Reason",
    "Scope",
    "access_everywhere",
    "access_to",
    "check_grants",
    "designers_of",
    "grant_design",
    "may_design",
    "require",
    "revoke_design",
    "sees_everything",
    "why",
]
