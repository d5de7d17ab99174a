"""Why a process stopped, said to administrators."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from flow_engine.engine import Incident

_STOPS: dict[str, Any] = {
    "NO_BRANCH": _("%(title)s stopped: no lane fits at %(node)s."),
    "EXPR_ERROR": _("%(title)s stopped: a condition at %(node)s cannot be evaluated (%(message)s)."),
    "NO_ASSIGNEE": _("%(title)s stopped: nobody was found for %(node)s."),
    "TARGET_MISSING": _("%(title)s stopped: it cannot be sent back from %(node)s."),
    "STEP_BUDGET": _("%(title)s stopped: it goes in circles at %(node)s."),
    "TOO_FEW_APPROVALS": _("%(title)s stopped: fewer people than wanted have approved it."),
}


def describe_stop(title: str, incident: Incident) -> str:
    """Return one sentence about an incident."""
    text = str(_STOPS.get(incident.code, _("%(title)s stopped at %(node)s (%(message)s).")))
    return text % {"title": title, "node": incident.node, "message": incident.message or incident.code}
