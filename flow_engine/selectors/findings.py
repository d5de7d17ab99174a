"""What is wrong with a flow document, said to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.definitions.services.publishing import Finding as Preflight
from builder.definitions.text import localized
from builder.exceptions import Problem
from builder.expressions import Boolean, ExpressionError
from builder.models import Role, User
from flow_engine.assignees import assignee_types
from flow_engine.assignees.base import Facts, resolve_all
from flow_engine.engine import compile_flow
from flow_engine.engine.findings import Finding, FormField, Surroundings
from flow_engine.engine.soundness import check_flow
from flow_engine.models import Flow
from forms_engine.models import Form
from forms_engine.storage import models_for

from .environment import compiled_condition
from .organization import Organization

MOST_PEOPLE = 500
_MESSAGES: dict[str, Any] = {
    "E01:key_twice": _("Two steps have the key %(key)s."),
    "E01:kind_unknown": _("There is no kind of step called %(kind)s."),
    "E01:rule_unknown": _("There is no people rule called %(by)s."),
    "E01:shape": "%(message)s",
    "E01:node_unknown": _("There is no such step: %(target)s."),
    "E01:person_unknown": _("%(count)s of the people are not there any more."),
    "E01:role_unknown": _("There is no role called %(role)s in this app."),
    "E01:field_unknown": _("The form has no %(type)s field called %(field)s."),
    "E01:form_unpublished": _("The form of this flow is not published yet."),
    "E02:missing": _("This lane needs a condition."),
    "E02:unreadable": _("This condition cannot be used: %(message)s"),
    "E03:node_unknown": _("There is no such step: %(target)s."),
    "E03:unreachable": _("The process cannot be sent back from here to %(target)s."),
    "E05": _("This step comes after an end and is never reached."),
    "E07": _("More lanes are wanted than there are."),
    "E07:condition": _("Parallel lanes have no conditions."),
    "E08": _("The default lane must be the last one."),
    "E09:unknown": _("The form has no field called %(field)s."),
    "E09:computed": _("%(field)s is computed and cannot be changed."),
    "E13": _("Approving several at once is not possible where something must be filled in."),
    "W01": _("Without a default lane, a request that fits nowhere stops."),
    "W04": _("Nobody is found for %(count)s of %(total)s people, such as %(names)s."),
    "W05": _("A request can pass without anybody approving it."),
    "W06": _("Parallel lanes change the same field: %(field)s."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding, with its sentence."""

    code: str
    path: str
    node: str
    message: Any
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the flow cannot be published with it."""
        return self.code.startswith("E")

    def problem(self) -> Problem:
        """Return it as a problem of the document."""
        return Problem(self.path, self.code, self.message, dict(self.params))

    def preflight(self) -> Preflight:
        """Return it as a warning before publishing."""
        return Preflight("warning", self.code, self.message, {**self.params, "path": self.path, "node": self.node})

    def as_dict(self) -> dict[str, Any]:
        """Return what the designer shows."""
        level = "error" if self.blocks else "warning"
        return {**self.problem().as_dict(), "level": level, "node": self.node}


def find_faults(flow: Flow, document: Any) -> list[Fault]:
    """Return everything wrong with a document of the flow, errors before warnings."""
    generation = models_for(flow.application)
    if flow.form_id not in generation:
        return [Fault("E01", "form", "", _MESSAGES["E01:form_unpublished"])]
    found = check_flow(document, surroundings(flow.form, document))
    if isinstance(document, Mapping) and document.get("form") not in (None, flow.form.key):
        found.append(Finding("E01", "form", "", "shape", {"message": str(_("A flow keeps its form."))}))
    return [_fault(one) for one in found]


def surroundings(form: Form, document: Any) -> Surroundings:
    """Return what a flow of the form may name."""
    spec = models_for(form.application).spec(form.pk)
    fields = {
        path: FormField(one.type, one.formula is not None or one.type in ("formula", "autonumber"))
        for path, one in spec.walk()
    }
    return Surroundings(
        fields=fields,
        roles=frozenset(Role.objects.filter(application=form.application).values_list("key", flat=True)),
        people=frozenset(
            User.objects.filter(pk__in=people_named(document), is_active=True).values_list("pk", flat=True)
        ),
        read_condition=lambda text: _read(form, text),
    )


def unassignable(flow: Flow, document: Mapping[str, Any]) -> list[Fault]:
    """Return, for rules about the initiator, for how many people who may start they find nobody."""
    plan = compile_flow(document)
    people = list(
        User.objects.filter(is_active=True, is_system=False)
        .order_by("pk")
        .values_list("pk", "display_name")[:MOST_PEOPLE]
    )
    types = {key: assignee_types.get(key) for key in assignee_types.keys()}  # noqa: SIM118 -- a registry
    organization = Organization(flow.application)
    organization.active([key for key, _name in people])
    faults = []
    for node in plan.nodes.values():
        rules = node.settings.get("who", ())
        asks_line = any(rule["by"] in ("manager", "department_head", "manager_chain") for rule in rules)
        if not asks_line or any(types[rule["by"]].fields(rule) for rule in rules):
            continue
        nobody = [name for key, name in people if not resolve_all(rules, types, Facts(key), organization)]
        if nobody:
            params = {"count": len(nobody), "total": len(people), "names": ", ".join(nobody[:3])}
            faults.append(Fault("W04", f"{node.path}.who", node.key, _MESSAGES["W04"], params))
    return faults


def _fault(found: Finding) -> Fault:
    key = f"{found.code}:{found.reason}" if f"{found.code}:{found.reason}" in _MESSAGES else found.code
    return Fault(found.code, found.path, found.node, _MESSAGES.get(key, found.code), dict(found.detail))


def _read(form: Form, text: str) -> str:
    try:
        compiled = compiled_condition(form, text)
    except ExpressionError as error:
        return error.text()
    return "" if compiled.type == Boolean else str(_("It is not a question with yes or no."))


def people_named(document: Any) -> set[int]:
    """Return every person that people rules of the document name."""
    found: set[int] = set()
    stack = [document]
    while stack:
        one = stack.pop()
        if isinstance(one, Mapping):
            if one.get("by") == "person" and isinstance(one.get("ids"), list):
                found.update(person for person in one["ids"] if isinstance(person, int))
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    return found


def title_of(flow: Flow) -> str:
    """Return the flow's name in the reader's language."""
    return localized(flow.name) or flow.key
