"""From the parser's tree to the typed tree, or to an error with its place."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from builder.functions import known_functions

from . import limits, numbers, operators, patterns
from .calls import Call, RowScope
from .errors import ExpressionError, Span
from .errors import gettext_noop as _
from .grammar import Deferred, Tree, ast, engine_errors, parse_datetime, parse_float, parse_timedelta, too_deep
from .tree import Node, blank, condition, literal
from .types import Boolean, Date, DateTime, Duration, Lines, Number, Record, Schema, Text

COMPARISONS = {"EQ": "eq", "NE": "ne", "LT": "lt", "LE": "le", "GT": "gt", "GE": "ge"}
LONGEST_DURATION = dt.timedelta(days=366 * 1000)
FLOATING = dt.timezone(dt.timedelta(0), "floating")
# Attributes of values, in rule-engine's manner, and the functions they stand for.
PARTS: dict[str, dict[str, str]] = {
    "date": {name: name.upper() for name in ("year", "month", "day", "weekday")},
    "datetime": {
        **{name: name.upper() for name in ("year", "month", "day", "hour", "minute", "weekday")},
        "date": "DATEVALUE",
    },
    "text": {"as_upper": "UPPER", "as_lower": "LOWER", "length": "LEN", "is_empty": "ISBLANK"},
    "duration": {"days": "INDAYS", "total_seconds": "INSECONDS"},
    "number": {"floor": "FLOOR", "ceiling": "CEILING"},
}
METHODS = {"starts_with": "STARTSWITH", "ends_with": "ENDSWITH"}


@dataclass
class Checker:
    """One walk over a parsed expression."""

    text: str
    schema: Schema
    tree: Tree
    scopes: list[RowScope] = field(default_factory=list)
    count: int = 0
    depth: int = 0

    def root(self) -> Node:
        """Return the typed tree of the whole expression."""
        node = operators.reference(self.node(self.tree.root))
        if node.type.kind == "lines" or node.op == "rows":
            raise ExpressionError(
                "rows_need_function",
                _("Rows need a function that makes one value of them."),
                node.span,
                hint=_("For example SUM(items.amount) or COUNT(items)."),
            )
        return node

    def node(self, deferred: Deferred) -> Node:
        """Return the typed node for one of the parser's nodes."""
        self.count += 1
        self.depth += 1
        span = self.span(deferred)
        if self.count > limits.MAX_NODES:
            raise ExpressionError("too_long", _("The expression is too long."), span)
        if self.depth > limits.MAX_DEPTH:
            raise too_deep(span)
        builder: Callable[[Deferred], Node] | None = getattr(self, f"_{deferred.cls.__name__}", None)
        if builder is None:
            raise ExpressionError("not_supported", _("This is not part of the language."), span)
        node = builder(deferred)
        self.depth -= 1
        if node.span is None:
            node.span = span
        return node

    def span(self, deferred: Deferred) -> Span | None:
        """Return where the parser's node stands."""
        return self.tree.spans.get(id(deferred))

    @property
    def in_rows(self) -> bool:
        """Tell whether names already mean the row at hand."""
        return any(scope.record is not None for scope in self.scopes)

    @contextmanager
    def rows(self) -> Iterator[RowScope]:
        """Let `items.amount` mean the amount of the row at hand.

        Raises:
            ExpressionError: it means that already: rows of rows are too many.
        """
        if self.in_rows:
            raise ExpressionError("nested_rows", _("A function over rows cannot stand inside another."))
        scope = RowScope()
        self.scopes.append(scope)
        try:
            yield scope
        finally:
            self.scopes.pop()

    # Literals

    def _FloatExpression(self, deferred: Deferred) -> Node:
        span = self.span(deferred)
        try:
            value = parse_float(deferred.args[1])
        except engine_errors.EngineError:
            raise ExpressionError("number_invalid", _("This is not a number."), span) from None
        if not value.is_finite() or abs(value.adjusted()) > 24:
            raise ExpressionError("number_invalid", _("This number is too large or too small."), span)
        return literal(numbers.normal(value), Number, span)

    def _StringExpression(self, deferred: Deferred) -> Node:
        value = deferred.args[1]
        if any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in value):
            raise ExpressionError(
                "text_invalid", _("The text has a character that cannot be stored."), self.span(deferred)
            )
        return literal(value, Text)

    def _BooleanExpression(self, deferred: Deferred) -> Node:
        start, end = self.span(deferred) or (0, 0)
        return literal(self.text[start:end].lower() == "true", Boolean)

    def _NullExpression(self, deferred: Deferred) -> Node:
        return blank()

    def _DatetimeExpression(self, deferred: Deferred) -> Node:
        text = deferred.args[1]
        try:
            value = parse_datetime(text, FLOATING)
            moment = value.astimezone(dt.UTC)
        except (engine_errors.EngineError, OverflowError):
            raise ExpressionError(
                "date_invalid", _("This is not a date."), self.span(deferred), hint=_('Write it as d"2026-01-31".')
            ) from None
        if len(text) <= 10 and "T" not in text:
            return literal(value.date(), Date)
        if value.tzinfo is FLOATING:
            return Node("wall", DateTime, value=value.replace(tzinfo=None))
        return literal(moment, DateTime)

    def _TimedeltaExpression(self, deferred: Deferred) -> Node:
        try:
            value = parse_timedelta(deferred.args[1])
        except engine_errors.EngineError:
            raise ExpressionError(
                "duration_invalid",
                _("This is not a duration."),
                self.span(deferred),
                hint=_('Write t"P3D" or t"PT4H"; for months use EDATE(date, months).'),
            ) from None
        except OverflowError:
            value = dt.timedelta.max
        if value > LONGEST_DURATION:
            raise ExpressionError("duration_invalid", _("This duration is too long."), self.span(deferred))
        return literal(value, Duration)

    # Names

    def _SymbolExpression(self, deferred: Deferred) -> Node:
        name, span = deferred.args[1], self.span(deferred)
        if deferred.kwargs.get("scope") == "built-in":
            if name.lower() in ("now", "today"):
                return Node(name.lower(), DateTime if name.lower() == "now" else Date)
            raise self._unknown(name, span, (), _("There is no name $%(name)s."))
        for scope in self.scopes:
            if scope.variable == name and scope.record is not None:
                return Node("row", scope.record, value=(), places=(None,) * len(scope.path))
        if name not in self.schema.fields:
            raise self._unknown(name, span, self.schema.fields, _("There is no field %(name)s."))
        return Node("field", self.schema.fields[name], value=(name,), span=span, places=(span,))

    def _GetAttributeExpression(self, deferred: Deferred) -> Node:
        owner, name = self.node(deferred.args[1]), deferred.args[2]
        whole = self.span(deferred)
        span = (whole[1] - len(name), whole[1]) if whole else None
        if isinstance(owner.type, Record) and owner.op in ("field", "row"):
            return self._walked(owner, owner.type, name, span)
        if isinstance(owner.type, Lines):
            return self._row_field(owner, owner.type, name, span)
        function = PARTS.get(owner.type.kind, {}).get(name)
        if function is None:
            raise ExpressionError(
                "no_such_part",
                _("A %(type)s has nothing called %(name)s."),
                span,
                params={"type": str(owner.type), "name": name},
            )
        return Call.of(self, function, [owner], whole).built()

    def _walked(self, owner: Node, record: Record, name: str, span: Span | None) -> Node:
        if name not in record.fields:
            template = _("%(owner)s has no field %(name)s.")
            raise self._unknown(name, span, record.fields, template, owner=str(record))
        path = (*owner.value, name)
        if len(path) > limits.MAX_PATH:
            raise ExpressionError("path_too_long", _("This path goes through too many links."), span)
        return Node(owner.op, record.fields[name], value=path, places=(*owner.places, span))

    def _row_field(self, owner: Node, lines: Lines, name: str, span: Span | None) -> Node:
        if not self.scopes or self.scopes[-1].variable or owner.op != "field":
            raise ExpressionError(
                "rows_need_function",
                _("Rows need a function that makes one value of them."),
                owner.span,
                hint=_("For example SUM(items.amount) or COUNT(items)."),
            )
        self.scopes[-1].enter(owner.value, lines.row, owner.span)
        row = Node("row", lines.row, value=(), places=owner.places)
        return self._walked(row, lines.row, name, span)

    def _unknown(
        self, name: str, span: Span | None, known: Iterable[str], template: str, **params: Any
    ) -> ExpressionError:
        hint = ""
        folded = {option.casefold(): option for option in known}
        close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
        if close:
            hint, params["suggestion"] = _("Did you mean %(suggestion)s?"), folded[close[0]]
        elif known:
            hint = _('Put it in quotation marks if it is a text: "%(name)s".')
        return ExpressionError("unknown_name", template, span, hint=hint, params={"name": name, **params})

    # Rows

    def _ComprehensionExpression(self, deferred: Deferred) -> Node:
        element, variable, source = deferred.args[1], deferred.args[2], self.node(deferred.args[3])
        if not isinstance(source.type, Lines) or source.op != "field":
            raise ExpressionError("not_rows", _("Only rows can be listed like this."), source.span)
        if self.in_rows:
            raise ExpressionError(
                "nested_rows", _("A function over rows cannot stand inside another."), self.span(deferred)
            )
        scope = RowScope(variable=variable)
        scope.enter(source.value, source.type.row, source.span)
        self.scopes.append(scope)
        try:
            args = [operators.reference(self.node(element))]
            if deferred.kwargs.get("condition") is not None:
                args.append(operators.truth(self.node(deferred.kwargs["condition"])))
        finally:
            self.scopes.pop()
        return Node("rows", source.type, args, source.value, places=source.places)

    def _FunctionCallExpression(self, deferred: Deferred) -> Node:
        callee, arguments = deferred.args[1], list(deferred.args[2])
        span = self.span(callee)
        if callee.cls is ast.GetAttributeExpression and callee.args[2] in METHODS:
            nodes = [self.node(callee.args[1]), *map(self.node, arguments)]
            return Call.of(self, METHODS[callee.args[2]], nodes, span).built()
        if callee.cls is ast.SymbolExpression:
            name = callee.args[1].upper()
            if name in known_functions():
                return Call(self, known_functions()[name], arguments, span).built()
            raise self._unknown(name, span, known_functions(), _("There is no function %(name)s."))
        raise ExpressionError("not_callable", _("Only functions can be called."), span)

    # Logic and choice

    def _LogicExpression(self, deferred: Deferred) -> Node:
        op = deferred.args[1].lower()
        parts: list[Node] = []
        while deferred.cls is ast.LogicExpression and deferred.args[1].lower() == op:
            parts.insert(0, self.node(deferred.args[3]))
            deferred = deferred.args[2]
        return operators.combined(op, [self.node(deferred), *parts])

    def _UnaryExpression(self, deferred: Deferred) -> Node:
        node = self.node(deferred.args[2])
        if deferred.args[1].lower() == "not":
            return condition("not", operators.truth(node))
        return operators.negated(node, self.span(deferred))

    def _TernaryExpression(self, deferred: Deferred) -> Node:
        test, yes, no = (self.node(arg) for arg in deferred.args[1:4])
        return operators.choice(test, yes, no, self.span(deferred))

    def _CoalesceExpression(self, deferred: Deferred) -> Node:
        nodes = [self.node(deferred.args[1]), self.node(deferred.args[2])]
        return operators.first_known(nodes, self.span(deferred))

    # Comparison

    def _ComparisonExpression(self, deferred: Deferred) -> Node:
        op = COMPARISONS[deferred.args[1]]
        return operators.compare(op, self.node(deferred.args[2]), self.node(deferred.args[3]), self.span(deferred))

    _ArithmeticComparisonExpression = _ComparisonExpression

    def _FuzzyComparisonExpression(self, deferred: Deferred) -> Node:
        op, subject, pattern = deferred.args[1], self.node(deferred.args[2]), deferred.args[3]
        if subject.type.kind not in ("text", "blank"):
            template = _("A pattern needs a text, not a %(left)s.")
            raise operators.mismatch("type_mismatch", template, subject.span, subject.type)
        if pattern.cls is not ast.StringExpression:
            raise ExpressionError("not_constant", _("The pattern must be a text, written out."), self.span(pattern))
        patterns.check(pattern.args[1], self.span(pattern))
        node = condition("match", subject, value=(pattern.args[1], op.endswith("FZM")))
        return condition("not", node) if op.startswith("NE") else node

    def _ContainsExpression(self, deferred: Deferred) -> Node:
        container, member = deferred.args[1], self.node(deferred.args[2])
        if container.cls in (ast.ArrayExpression, ast.SetExpression):
            options = [self.node(option) for option in container.args[1]]
            return operators.membership(member, options, self.span(deferred))
        return operators.contains(self.node(container), member, self.span(deferred))

    # Arithmetic

    def _AddExpression(self, deferred: Deferred) -> Node:
        left, right = self.node(deferred.args[2]), self.node(deferred.args[3])
        return operators.arithmetic(deferred.args[1], left, right, self.span(deferred))

    _SubtractExpression = _AddExpression

    def _ArithmeticExpression(self, deferred: Deferred) -> Node:
        op, left, right = deferred.args[1], self.node(deferred.args[2]), self.node(deferred.args[3])
        if op == "POW":
            return operators.power(left, right, self.span(deferred))
        return operators.arithmetic(op, left, right, self.span(deferred))
