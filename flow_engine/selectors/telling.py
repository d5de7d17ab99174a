"""The history of a process in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from builder.definitions.text import localized
from flow_engine.engine import START
from flow_engine.models import HistoryEntry

_ANSWERS: dict[str, tuple[Any, str]] = {
    "approve": (pgettext_lazy("decision", "Approved"), "positive"),
    "reject": (_("Rejected"), "negative"),
    "submit": (_("Submitted"), "positive"),
    "return": (_("Sent back to %(target)s"), "warning"),
}
_AUTO: dict[str, Any] = {
    "SELF_SKIP": _("Passed: the initiator is the only approver."),
    "DEDUPE": _("Passed: %(owner)s has approved before."),
    "KEPT": _("Passed: the earlier approval still counts."),
    "EMPTY": _("Passed by the rule for steps without people."),
}
_FINISHED: dict[str, tuple[Any, str]] = {
    "approved": (_("The process was approved."), "positive"),
    "rejected": (_("The process was rejected."), "negative"),
    "cancelled": (_("The process was cancelled."), "neutral"),
    "terminated": (_("The process was terminated."), "negative"),
}
_STOPPED: dict[str, Any] = {
    "NO_BRANCH": _("Stopped: no lane fits."),
    "EXPR_ERROR": _("Stopped: a condition cannot be evaluated."),
    "NO_ASSIGNEE": _("Stopped: nobody was found for this step."),
    "TARGET_MISSING": _("Stopped: it cannot be sent back."),
    "STEP_BUDGET": _("Stopped: the flow goes in circles."),
    "TOO_FEW_APPROVALS": _("Stopped: too few people have approved."),
}
_OTHERS: dict[str, tuple[Any, str]] = {
    "started": (_("Submitted"), "positive"),
    "resubmitted": (_("Submitted again"), "positive"),
    "returned": (_("Sent back to %(target)s"), "warning"),
    "transferred": (_("Handed over to %(to)s"), "neutral"),
    "recalled": (_("Taken back from the deputy"), "neutral"),
    "reassigned": (_("Reassigned to %(to)s"), "neutral"),
    "added": (_("Added %(people)s"), "neutral"),
    "withdrawn": (_("Withdrawn"), "warning"),
    "urged": (_("Urged %(people)s"), "neutral"),
    "commented": (_("Commented"), "neutral"),
    "copied": (_("Sent a copy to %(people)s"), "neutral"),
    "incident_closed": (_("Goes on"), "neutral"),
    "jumped": (_("Moved to %(node)s by an administrator"), "warning"),
}


def tell(entry: HistoryEntry, names: Mapping[str, Any], people: Mapping[int, str]) -> dict[str, Any]:
    """Return one line of the history as JSON values, with its sentence."""
    detail = entry.detail
    text, tone = _sentence(entry)
    owner = detail.get("owner")
    told = [{"id": one, "name": people.get(one, "")} for one in detail.get("people", ())]
    placeholders = {
        "target": _node_name(names, detail.get("target", "")),
        "node": _node_name(names, entry.node),
        "to": people.get(detail.get("to", 0), ""),
        "owner": people.get(owner, "") if owner else "",
        "people": ", ".join(one["name"] for one in told),
    }
    return {
        "number": entry.number,
        "type": entry.type,
        "at": entry.at,
        "actor": None if entry.actor is None else {"id": entry.actor.pk, "name": entry.actor.display_name},
        "for": {"id": owner, "name": people.get(owner, "")} if owner and entry.actor is not None else None,
        "node": entry.node,
        "node_name": _node_name(names, entry.node),
        "text": str(text) % placeholders,
        "tone": tone,
        "outcome": detail.get("outcome") or detail.get("result") or "",
        "comment": detail.get("comment", ""),
        "people": told,
    }


def _sentence(entry: HistoryEntry) -> tuple[Any, str]:
    detail = entry.detail
    if entry.type == "answered":
        return _ANSWERS.get(detail["outcome"], (detail["outcome"], "neutral"))
    if entry.type == "auto":
        tone = "negative" if detail.get("outcome") == "reject" else "positive"
        return _AUTO.get(detail["reason"], detail["reason"]), tone
    if entry.type == "finished":
        return _FINISHED.get(detail["result"], (detail["result"], "neutral"))
    if entry.type == "incident":
        return _STOPPED.get(detail["code"], detail["code"]), "warning"
    return _OTHERS.get(entry.type, (entry.type, "neutral"))


def _node_name(names: Mapping[str, Any], key: str) -> str:
    if not key:
        return ""
    if key == START:
        return str(_("the initiator"))
    return localized(names.get(key)) or key
