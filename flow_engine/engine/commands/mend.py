"""Commands that mend what stopped: retry, skip, jump; for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flow_engine.nodes import node_types

from ..plan import START
from ..refusal import Refused
from ..state import Incident
from ..work import forget_after
from .base import Command, command

if TYPE_CHECKING:
    from ..stepper import Stepper


@command("retry")
def retry(step: Stepper, command: Command) -> None:
    """Let the token enter the node again where it stopped."""
    number, incident = _incident(step, command)
    step.close_incident(number, "retried")
    step.schedule(incident.token, None if incident.code == "TOO_FEW_APPROVALS" else incident.node)


@command("skip")
def skip(step: Stepper, command: Command) -> None:
    """Go on as if the node had been done, or reject there."""
    number, incident = _incident(step, command)
    step.close_incident(number, "skipped")
    if command.args.get("outcome") == "reject":
        step.finish("rejected")
    elif incident.code == "TOO_FEW_APPROVALS":
        step.state.passed = []
        step.schedule(incident.token, None)
    else:
        step.leave(incident.token)


@command("jump")
def jump(step: Stepper, command: Command) -> None:
    """Take the flow to a node; what is open below the place it leaves ends."""
    target = command.args.get("target", "")
    if target == START or target not in step.plan.nodes:
        raise Refused("BAD_TARGET", target=target)
    if step.state.status not in ("running", "returned"):
        raise Refused("STATE", status=step.state.status)
    wanted = step.plan.chain(target)
    token = next((one for one in sorted(step.state.tokens) if step.state.scope(one) == wanted), None)
    if token is None:
        raise Refused("TARGET_NOT_REACHABLE", target=target)
    human = node_types.get(step.plan.node(target).kind).human
    step.move(token, target, "jumped", {"returned": True} if human else None)
    forget_after(step, target)
    step.state.returns += 1
    step.state.status = "running"
    step.log("jumped", target, actor=command.actor, comment=command.args.get("comment", ""))


def _incident(step: Stepper, command: Command) -> tuple[int, Incident]:
    number = command.args.get("incident")
    incident = step.state.incidents.get(number) if isinstance(number, int) else None
    if not isinstance(number, int) or incident is None:
        raise Refused("INCIDENT_GONE")
    return number, incident
