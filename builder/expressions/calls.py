"""Calls of functions: their arguments, checked against what the function takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.exceptions import translated
from builder.functions import Function, Parameter, known_functions

from . import limits, operators
from .errors import ExpressionError, Span
from .errors import gettext_noop as _
from .tree import Node, Path
from .types import SCALARS, Record, Type

if TYPE_CHECKING:
    from .checker import Checker
    from .grammar import Deferred


@dataclass
class RowScope:
    """Whose rows the names inside a function over rows mean."""

    variable: str = ""
    path: Path = ()
    record: Record | None = None
    spans: list[Span | None] = field(default_factory=list)

    def enter(self, path: Path, record: Record, span: Span | None) -> None:
        """Mean the rows at path.

        Raises:
            ExpressionError: other rows are meant already.
        """
        if self.record is not None and self.path != path:
            raise ExpressionError("mixed_rows", _("Rows of two tables cannot be mixed here."), span)
        self.path, self.record = path, record


@dataclass
class Call:
    """One call: the function, its arguments as the parser left them, and where it stands."""

    checker: Checker
    function: Function
    arguments: list[Deferred]
    span: Span | None
    _nodes: list[Node] | None = None

    @classmethod
    def of(cls, checker: Checker, name: str, nodes: list[Node], span: Span | None) -> Call:
        """Return a call with arguments that are typed already."""
        return cls(checker, known_functions()[name], [], span, nodes)

    @property
    def nodes(self) -> list[Node]:
        """Return the typed arguments."""
        if self._nodes is None:
            self._nodes = [self.checker.node(argument) for argument in self.arguments]
        return self._nodes

    def read(self, scope: RowScope) -> list[Node]:
        """Return the typed arguments of a function over rows; the first may say whose rows the others mean."""
        nodes: list[Node] = []
        for argument in self.arguments:
            node = self.checker.node(argument)
            if node.type.kind == "lines":
                scope.enter(node.value, node.type.row, node.span)  # type: ignore[union-attr]  # of this kind
            nodes.append(node)
        self._nodes = nodes
        return nodes

    def built(self) -> Node:
        """Return the typed tree of the call."""
        node = self.function.build(self)
        if node.span is None:
            node.span = self.span
        return node

    def checked(self, function: Function) -> Node:
        """Return a plain call, its arguments checked against the parameters."""
        nodes = self.fitting()
        if function.on_days:
            nodes = [operators.day(node) for node in nodes]
        returns: Type = function.returns or nodes[0].type
        if returns.kind == "blank":
            returns = SCALARS[function.parameters[0].kinds[0]]
        return Node("fn", returns, nodes, function.key, self.span)

    def fitting(self) -> list[Node]:
        """Return the arguments in the types the parameters want."""
        parameters = self.expected()
        return [self._fit(node, parameter) for node, parameter in zip(self.nodes, parameters, strict=False)]

    def expected(self) -> list[Parameter]:
        """Return the parameter of each argument.

        Raises:
            ExpressionError: there are too few arguments or too many.
        """
        declared = self.function.parameters
        count = len(self.nodes)
        least = sum(1 for parameter in declared if not parameter.optional)
        repeats = bool(declared) and declared[-1].repeats
        if count < least or count > (limits.MAX_ARGUMENTS if repeats else len(declared)):
            raise ExpressionError(
                "argument_count",
                _("This function takes other arguments: %(signature)s."),
                self.span,
                params={"signature": self.function.signature},
            )
        return [declared[min(i, len(declared) - 1)] for i in range(count)]

    def problem(self, node: Node, template: str, hint: str = "", **extra: str) -> ExpressionError:
        """Return an error about an argument."""
        params = {"function": self.function.key, "type": str(node.type), **extra}
        return ExpressionError("argument_type", template, node.span or self.span, hint=hint, params=params)

    def _fit(self, node: Node, parameter: Parameter) -> Node:
        if parameter.whole or parameter.words:
            return self._constant(node, parameter)
        if parameter.kinds == ("boolean",):
            return operators.truth(node)
        node = operators.reference(node)
        kinds = parameter.kinds
        if node.type.kind == "text" and kinds and "text" not in kinds:
            for kind in kinds:
                node = operators.aligned(node, Node("lit", SCALARS[kind]))[0]
        if node.type.kind == "date" and "datetime" in kinds and "date" not in kinds:
            node = operators.moment(node)
        if node.type.kind != "blank" and node.type.kind not in (kinds or set(SCALARS)):
            hint = _("Use TEXT(number).") if kinds == ("text",) and node.type.kind == "number" else ""
            wanted = str(SCALARS[kinds[-1]]) if kinds else translated(_("value"))
            template = _("%(function)s needs a %(wanted)s here, not a %(type)s.")
            raise self.problem(node, template, hint, wanted=wanted)
        if node.type.kind == "blank" and kinds:
            node = Node("lit", SCALARS[kinds[0]], span=node.span)
        return node

    def _constant(self, node: Node, parameter: Parameter) -> Node:
        value = node.value if node.op == "lit" else None
        if parameter.words and isinstance(value, str) and value.lower() in parameter.words:
            return Node("lit", node.type, value=value.lower(), span=node.span)
        if parameter.whole and isinstance(value, Decimal):
            low, high = parameter.whole
            if value == value.to_integral_value() and low <= value <= high:
                return node
        choices = ", ".join(f'"{word}"' for word in parameter.words)
        if parameter.whole:
            choices = f"{parameter.whole[0]} ... {parameter.whole[1]}"
        raise ExpressionError(
            "argument_value",
            _("The argument %(name)s must be one of these, written out: %(choices)s."),
            node.span or self.span,
            params={"name": parameter.name, "choices": choices},
        )
