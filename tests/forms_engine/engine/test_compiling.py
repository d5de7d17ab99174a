"""Compiled forms: formulas in order, conditions, and what is read behind references."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.engine import compile_form, compile_leniently
from tests.forms_engine.making import make_document

SUPPLIER = make_document({"name": "text", "level": "text", "discount": "number"})


def formula(expression, result="number", **more):
    """Return a formula's settings."""
    return {"type": "formula", "result": result, "expression": expression, **more}


def test_formulas_come_after_what_they_read():
    """Columns of sub-tables come before their totals, whatever the order in the document."""
    document = make_document(
        {
            "total": formula("subtotal - rebate", "money"),
            "rebate": formula("subtotal * 0.1", "money"),
            "subtotal": formula("SUM(items.amount)", "money"),
            "items": {
                "type": "lines",
                "columns": {
                    "amount": formula("qty * price * parent.factor", "money"),
                    "qty": "number",
                    "price": "money",
                },
            },
            "factor": formula("1 + 1"),
        }
    )

    order = [step.path for step in compile_form(document).order]

    assert ["factor", "items.amount", "subtotal", "rebate", "total"] == sorted(order, key=order.index)
    for before, after in (("items.amount", "subtotal"), ("subtotal", "rebate"), ("factor", "items.amount")):
        assert order.index(before) < order.index(after)


def test_a_circle_is_named():
    """Formulas that use each other are refused, with the way around."""
    document = make_document({"a": formula("b + 1"), "b": formula("c + 1"), "c": formula("a + 1")})

    with pytest.raises(Invalid) as refusal:
        compile_form(document)
    assert ["These formulas use each other in a circle: a -> b -> c -> a."] == [
        problem.text() for problem in refusal.value.problems
    ]


def test_a_formula_of_itself_is_a_circle():
    """The shortest circle has one member."""
    with pytest.raises(Invalid, match="a -> a"):
        compile_form(make_document({"a": formula("a + 1")}))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"a": "text", "b": formula("a")}, "properties.b.x-field.expression"),
        ({"a": {"type": "text", "visible": "ghost = 1"}}, "properties.a.x-field.visible"),
        ({"a": {"type": "link", "form": "supplier", "filter": "ghost = 1"}}, "properties.a.x-field.filter"),
        ({"a": {"type": "date", "default": {"expression": "1 + 1"}}}, "properties.a.x-field.default.expression"),
        (
            {"t": {"type": "lines", "columns": {"x": formula("y")}}},
            "properties.t.items.properties.x.x-field.expression",
        ),
    ],
)
def test_a_problem_says_where_it_is(fields, path):
    """Paths lead to the expression."""
    with pytest.raises(Invalid) as refusal:
        compile_form(make_document(fields), {"supplier": SUPPLIER})
    assert [path] == [problem.path for problem in refusal.value.problems]


def test_fields_behind_links_are_noted():
    """Whoever evaluates knows which fields of which references to fetch."""
    document = make_document(
        {
            "supplier": {"type": "link", "form": "supplier"},
            "who": {"type": "member", "visible": 'me.department.name = "Sales"'},
            "level": formula("supplier.level", "text"),
            "items": {
                "type": "lines",
                "columns": {"from": {"type": "link", "form": "supplier"}, "less": formula("from.discount")},
            },
        },
        x_constraints=[{"expression": 'who.name != "x"', "message": "No."}],
    )

    reads = compile_form(document, {"supplier": SUPPLIER}).reads

    assert {
        "supplier": {"level"},
        "who": {"name"},
        "items.from": {"discount"},
        "me": {"department.name"},
    } == {reference: set(names) for reference, names in reads.items()}


def test_a_broken_formula_leaves_the_rest_usable():
    """Records stay usable when a linked form has lost a field."""
    document = make_document(
        {"supplier": {"type": "link", "form": "supplier"}, "x": formula("supplier.gone"), "y": "text"}
    )

    spec, problems = compile_leniently(document, {"supplier": SUPPLIER})

    assert (["supplier", "x", "y"], [], 1) == (list(spec.fields), list(spec.order), len(problems))


def test_unique_fields_and_groups_are_known():
    """A unique field is a group of one."""
    document = make_document({"a": {"type": "text", "unique": True}, "b": "text", "c": "text"}, x_unique=[["b", "c"]])

    assert (("a",), ("b", "c")) == compile_form(document).unique


def test_fields_follow_the_written_order():
    """`x-order` decides, because databases do not keep the order of properties."""
    document = {**make_document({"a": "text", "b": "text", "c": "text"}), "x-order": ["c", "a"]}

    assert ["c", "a", "b"] == list(compile_form(document).fields)


def test_chinese_names_work():
    """A field may be called in any script."""
    document = make_document({"单价": "money", "数量": "number", "金额": formula("单价 * 数量", "money")})

    assert ["金额"] == [step.path for step in compile_form(document).order]
