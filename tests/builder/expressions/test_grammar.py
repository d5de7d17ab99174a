"""The grammar starts quickly and is the one that is installed."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from builder.expressions import ExpressionError, grammar


def test_the_stored_tables_are_those_of_the_grammar(tmp_path):
    """Otherwise every process would work them out again; `grammar.write_tables()` stores new ones."""
    fresh = tmp_path / "tables.json"
    grammar.write_tables(fresh)

    assert json.loads(fresh.read_text("utf-8")) == json.loads(grammar.TABLES.read_text("utf-8"))


def test_only_called_names_are_functions():
    """A field may be called like a function, and `or (` is no call."""
    names = [
        grammar.parse(text).root.cls.__name__ for text in ("sum", "sum (1)", "a or (b)", "SUM\t(1)", "not (a)", "x.sum")
    ]

    assert [
        "SymbolExpression",
        "FunctionCallExpression",
        "LogicExpression",
        "FunctionCallExpression",
        "UnaryExpression",
        "GetAttributeExpression",
    ] == names


@pytest.mark.parametrize(("text", "span"), [("a = 1", (0, 5)), ("数量 <> 2", (0, 7)), ("(a)", (1, 2))])
def test_nodes_know_where_they_stand(text, span):
    """Positions count characters."""
    tree = grammar.parse(text)

    assert span == tree.spans[id(tree.root)]


def test_two_threads_can_parse():
    """The parser is shared."""
    texts = [f"a + {number} * (b - {number})" for number in range(200)]

    with ThreadPoolExecutor(4) as pool:
        assert texts == [text for text, tree in zip(texts, pool.map(grammar.parse, texts), strict=True) if tree.root]


def test_a_text_that_ends_too_early_says_so():
    """The place is the end."""
    with pytest.raises(ExpressionError) as caught:
        grammar.parse("a +  ")

    assert (5, 5) == caught.value.span
