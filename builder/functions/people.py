"""Functions for people and departments, written with the fields their records have."""

from __future__ import annotations

from builder.expressions import operators
from builder.expressions.calls import Call
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node
from builder.expressions.types import ListOf, Record

from . import functions
from .base import Function, Parameter, text


class PeopleFunction(Function):
    """A function that reads a field every person or department has."""

    family = "people"
    composed = True

    def part(self, call: Call, node: Node, name: str) -> Node:
        """Return a field of a person or department.

        Raises:
            ExpressionError: the argument is no such record.
        """
        if not isinstance(node.type, Record) or node.op not in ("field", "row") or name not in node.type.fields:
            raise call.problem(node, _("%(function)s cannot work with a %(type)s."))
        return Node(
            node.op, node.type.fields[name], value=(*node.value, name), span=node.span, places=(*node.places, None)
        )


@functions.register
class HasRole(PeopleFunction):
    """HASROLE."""

    key = "HASROLE"
    usage = 'HASROLE(me, "buyer")'
    description = _("Tells whether a person has a role.")
    parameters = (Parameter("person"), text("role"))

    def build(self, call: Call) -> Node:
        """Look among the person's roles."""
        call.expected()
        person, role = call.nodes
        return operators.contains(self.part(call, person, "roles"), role, call.span)


@functions.register
class ReportsTo(PeopleFunction):
    """REPORTSTO."""

    key = "REPORTSTO"
    usage = "REPORTSTO(owner, me)"
    description = _("Tells whether a person works under another, directly or further up.")
    parameters = (Parameter("person"), Parameter("manager"))

    def build(self, call: Call) -> Node:
        """Look among the person's managers."""
        call.expected()
        person, manager = call.nodes
        managers = self.part(call, person, "managers")
        if not isinstance(managers.type, ListOf):
            raise call.problem(person, _("%(function)s cannot work with a %(type)s."))
        return operators.contains(managers, manager, call.span)


@functions.register
class Within(PeopleFunction):
    """WITHIN."""

    key = "WITHIN"
    usage = "WITHIN(department, me.department)"
    description = _("Tells whether a department is another or belongs to it.")
    parameters = (Parameter("department"), Parameter("other"))

    def build(self, call: Call) -> Node:
        """Compare the ways from the top."""
        call.expected()
        inner, outer = (self.part(call, node, "path") for node in call.nodes)
        return Call.of(call.checker, "STARTSWITH", [inner, outer], call.span).built()
