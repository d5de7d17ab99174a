"""The grammar: rule-engine's, with Unicode names, spreadsheet calls, positions and limits."""

from __future__ import annotations

import functools
import importlib.util
import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from . import limits
from .errors import ExpressionError, Span
from .errors import gettext_noop as _


def _load_rule_engine() -> None:
    """Import the grammar without the package's own entry, which would build a stock parser nobody here uses.

    That parser costs half a second of processor time in every process; `rule_engine.ast` and `.parser` need none of it.
    """
    if "rule_engine" in sys.modules:
        return
    spec = importlib.util.find_spec("rule_engine")
    if spec is None:
        raise ImportError("rule-engine is not installed.")
    sys.modules["rule_engine"] = importlib.util.module_from_spec(spec)


_load_rule_engine()

# The syntax tree has to come first: the two packages import each other.
from rule_engine import ast  # noqa: E402
from rule_engine import errors as engine_errors  # noqa: E402
from rule_engine._vendor.ply import lex, yacc  # noqa: E402
from rule_engine.parser import Parser, _DeferredAstNode  # noqa: E402
from rule_engine.parser.utilities import parse_datetime, parse_float, parse_timedelta  # noqa: E402

__all__ = [
    "Deferred",
    "Tree",
    "ast",
    "engine_errors",
    "parse",
    "parse_datetime",
    "parse_float",
    "parse_timedelta",
    "too_deep",
]

# A node of rule-engine's tree before it is built; it carries no types.
Deferred: TypeAlias = Any
TABLES = Path(__file__).with_name("tables.json")
OPENING = frozenset({"LPAREN", "LBRACKET", "LBRACE"})
CLOSING = frozenset({"RPAREN", "RBRACKET", "RBRACE"})
RESERVED = frozenset({"elif", "else", "while"})


@dataclass(frozen=True)
class Tree:
    """What the parser saw: the tree of deferred nodes and where each of them stands in the text."""

    root: Any
    spans: dict[int, Span]
    # Spans are found by the identity of a node, which lasts as long as the node itself.
    nodes: list[Any]


class CountingLexer:
    """The lexer, with the true end of each token and with limits.

    It also starts counting lines anew for each text, which rule-engine forgets.
    """

    def __init__(self, lexer: Any) -> None:
        self._lexer = lexer
        self._tokens = 0
        self._brackets = 0
        self._previous = 0
        self.last: Span = (0, 0)

    @property
    def lineno(self) -> int:
        """Return the line the lexer has reached."""
        return int(self._lexer.lineno)

    def input(self, text: str) -> None:
        """Start on another text."""
        self._lexer.input(text)
        self._lexer.lineno = 1

    def token(self) -> Any:
        """Return the next token, or None at the end."""
        start = self._lexer.lexpos
        try:
            token = self._lexer.token()
        except engine_errors.RuleSyntaxError as error:
            position = start if error.token is None else error.token.lexpos
            character = self._lexer.lexdata[position : position + 1]
            raise _syntax(
                _("This character is not expected here: %(found)s."), (position, position + 1), found=character
            ) from None
        if token is None:
            return None
        token.endlexpos = self._lexer.lexpos
        self.last = (self._previous, token.endlexpos)
        self._previous = token.lexpos
        self._limit(token)
        return token

    def _limit(self, token: Any) -> None:
        span = (token.lexpos, token.endlexpos)
        self._tokens += 1
        if self._tokens > limits.MAX_TOKENS:
            raise ExpressionError("too_long", _("The expression is too long."), span)
        if token.type == "FLOAT" and span[1] - span[0] > limits.MAX_NUMBER_CHARACTERS:
            raise ExpressionError("number_too_long", _("This number has too many digits."), span)
        self._brackets += (token.type in OPENING) - (token.type in CLOSING)
        if self._brackets > limits.MAX_BRACKETS:
            raise too_deep(span)


def too_deep(span: Span | None) -> ExpressionError:
    """Return the error for brackets within brackets within brackets."""
    return ExpressionError(
        "too_deep", _("The expression is nested too deeply."), span, hint=_("Split it into several fields.")
    )


def _syntax(template: str, span: Span, **params: Any) -> ExpressionError:
    return ExpressionError("syntax", template, span, params=params)


def _in_place_of(original: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a lexer rule the line number of the one it replaces: PLY orders rules by line."""

    def relocate(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__code__ = function.__code__.replace(co_firstlineno=original.__code__.co_firstlineno)
        return function

    return relocate


class ExpressionParser(Parser):  # type: ignore[misc]  # rule-engine carries no types
    """The grammar of the expression language."""

    op_names = {**Parser.op_names, "=": "EQ", "<>": "NE"}
    reserved_words = {**Parser.reserved_words, "TRUE": "TRUE", "FALSE": "FALSE", "NULL": "NULL"}
    # Sorted, because the stored tables carry a signature over the tokens in their order.
    tokens = tuple(sorted(set(Parser.tokens)))
    t_EQ = r"==?"
    t_ATTR = r"(?<=\S)\.(?=[^\W\d])"
    t_ATTR_SAFE = r"(?<=\S)&\.(?=[^\W\d])"

    def __init__(self, is_function: Callable[[str], bool], *, tables: ModuleType | None = None) -> None:
        self.debug = False
        self.context = None
        self.is_function = is_function
        self.mutex = threading.Lock()
        self.spans: dict[int, Span] = {}
        self.nodes: list[Any] = []
        self.length = 0
        self._lexer = lex.lex(module=self)
        self._parser = yacc.yacc(module=self, debug=False, write_tables=False, tabmodule=tables or stored_tables())

    @_in_place_of(Parser.t_SYMBOL)
    def t_SYMBOL(self, token: Any) -> Any:
        r"\$?[^\W\d]\w*"  # noqa: D300, D415 -- the docstring is the token's pattern
        if token.value in RESERVED:
            raise _syntax(
                _("The word %(word)s is reserved."),
                (token.lexpos, token.lexpos + len(token.value)),
                word=token.value,
            )
        token.type = self.reserved_words.get(token.value, "SYMBOL")
        name = token.value.lstrip("$").upper()
        if token.type == "SYMBOL" and self._is_called(token) and self.is_function(name):
            token.value = "$" + name
        return token

    @_in_place_of(Parser.t_LT)
    def t_LT(self, token: Any) -> Any:
        r"<([=<>])?"  # noqa: D300 -- the docstring is the token's pattern
        if token.value == "<>":
            token.type, token.value = "NE", "!="
        else:
            token.type = {"<": "LT", "<=": "LE", "<<": "BWLSH"}[token.value]
        return token

    def p_error(self, token: Any) -> None:
        """Say which word does not fit."""
        if token is None:
            raise _syntax(_("The expression ends too early."), (self.length, self.length))
        end = getattr(token, "endlexpos", token.lexpos + 1)
        raise _syntax(_("This is not expected here: %(found)s."), (token.lexpos, end), found=token.value)

    def read(self, text: str) -> Tree:
        """Return the tree of deferred nodes with their places.

        Raises:
            ExpressionError: the text is not an expression.
        """
        if len(text) > limits.MAX_CHARACTERS:
            raise ExpressionError("too_long", _("The expression is too long."), (limits.MAX_CHARACTERS, len(text)))
        with self.mutex:
            self.spans, self.nodes, self.length = {}, [], len(text)
            lexer = CountingLexer(self._lexer)
            try:
                root = self._parser.parse(text, lexer=lexer, tracking=True)
            except engine_errors.EngineError:
                # Bad escapes in a text literal are found only while the literal is reduced.
                start, end = lexer.last
                raise _syntax(_("This text is not written correctly."), (max(0, start), end)) from None
            return Tree(root.args[1], self.spans, self.nodes)

    def _is_called(self, token: Any) -> bool:
        text, position = token.lexer.lexdata, token.lexer.lexpos
        while position < len(text) and text[position] in " \t":
            position += 1
        called = position < len(text) and text[position] == "("
        return called and bool(token.lexpos == 0 or text[token.lexpos - 1] != ".")


def _placed(name: str) -> Callable[..., None]:
    """Return the grammar rule, remembering where in the text its node stands."""
    original = getattr(Parser, name)

    @functools.wraps(original)
    def rule(self: ExpressionParser, production: Any) -> None:
        original(self, production)
        node = production[0]
        if isinstance(node, _DeferredAstNode) and id(node) not in self.spans:
            place = production.slice[0]
            self.spans[id(node)] = (place.lexpos, place.endlexpos)
            self.nodes.append(node)

    rule.co_firstlineno = original.__code__.co_firstlineno  # type: ignore[attr-defined]  # PLY sorts rules by it
    return rule


for _name in dir(Parser):
    if _name.startswith("p_") and _name != "p_error":
        setattr(ExpressionParser, _name, _placed(_name))


def stored_tables(path: Path = TABLES) -> ModuleType:
    """Return the parser tables shipped with the product.

    PLY compares their signature with the grammar and works them out again, slowly, if rule-engine has changed.
    """
    tables = ModuleType("builder_expression_tables")
    stored = json.loads(path.read_text("utf-8")) if path.exists() else {"signature": "", "version": "", "method": ""}
    vars(tables).update(
        __file__=str(path),
        _tabversion=stored["version"] or "3.10",
        _lr_method=stored["method"],
        _lr_signature=stored["signature"],
        _lr_action={int(state): row for state, row in stored.get("action", {}).items()},
        _lr_goto={int(state): row for state, row in stored.get("goto", {}).items()},
        _lr_productions=[tuple(production) for production in stored.get("productions", [])],
    )
    return tables


def write_tables(path: Path = TABLES) -> None:
    """Store the parser tables of the installed rule-engine; run after changing its version."""
    empty = stored_tables(path.with_name("missing.json"))
    parser = ExpressionParser(lambda name: False, tables=empty)
    table = parser._parser
    reflected = yacc.ParserReflect({name: getattr(parser, name) for name in dir(parser)})
    reflected.get_all()
    stored = {
        "version": yacc.__tabversion__,
        "method": "LALR",
        "signature": reflected.signature(),
        "action": table.action,
        "goto": table.goto,
        "productions": [
            [str(p), p.name, p.len, p.func, p.file and Path(p.file).name, p.line] for p in table.productions
        ],
    }
    path.write_text(json.dumps(stored, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


@functools.cache
def _parser() -> ExpressionParser:
    from builder.functions import functions, known_functions

    known_functions()
    return ExpressionParser(functions.__contains__)


def parse(text: str) -> Tree:
    """Return the tree of the expression.

    Raises:
        ExpressionError: the text is not an expression.
    """
    return _parser().read(text)
