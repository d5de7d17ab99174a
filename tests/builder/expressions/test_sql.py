"""SQL that indexes can serve and that needs no round trip for what is known."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.models import ExpressionWrapper, F, FloatField

from builder.expressions import Boolean, Env, Number, Schema, compile_expression
from builder.expressions.binding import Column

from . import world

ENV = Env(dt.datetime(2024, 3, 10, 12, tzinfo=dt.UTC), "Asia/Shanghai")


def where(text):
    """Return the condition's SQL and parameters."""
    condition = compile_expression(text, world.SCHEMA, Boolean).q(world.Columns(), ENV)
    sql, params = world.things().filter(condition).order_by().values("pk").query.sql_with_params()
    return sql.split(" WHERE ", 1)[1].replace('"expression_world_thing".', "").replace('"', ""), list(params)


PLAIN = [
    ("whole > 2.0", "(whole > %s)", 2),
    ("5 >= whole", "(whole <= %s)", 5),
    ("whole = 7", "(whole = %s)", 7),
]


@pytest.mark.parametrize(("text", "sql", "param"), PLAIN)
def test_a_column_beside_a_constant_stays_bare(text, sql, param):
    """Neither a cast nor a function stands between the column and its index."""
    assert (sql, [param]) == where(text)


def test_what_is_known_is_worked_out_beforehand():
    """The database sees the result, not the formula."""
    _sql, params = where("day1 >= EDATE(TODAY(), -1) + 2")

    assert ["2024-02-12"] == [str(param) for param in params]


def test_what_the_person_brings_is_a_constant():
    """`me` never becomes a join."""
    assert "JOIN" not in where("customer = me.favourite and s1 in me.roles")[0]


def test_the_moment_is_pinned():
    """No statement asks the database's clock."""
    sql, params = where("at1 < NOW()")

    assert "now" not in sql.lower()
    assert "2024-03-10" in str(params[0])


@pytest.fixture
def tables(transactional_db):
    """Have the tables, with two records."""
    records = world.make_records(12, seed=1)
    with world.stored(records):
        yield records


def test_values_can_be_sorted_and_filtered_by(tables):
    """A formula works like a column."""
    total = compile_expression("IFBLANK(whole, 0) * 2.5 + COUNT(items)", world.SCHEMA).sql(world.Columns(), ENV)

    found = list(world.things().annotate(total=total).order_by("-total").values_list("total", flat=True))

    assert sorted(found, reverse=True) == found
    assert len(found) == world.things().annotate(total=total).filter(total__gte=0).count() + sum(x < 0 for x in found)


def test_a_column_can_be_set_to_a_value(tables):
    """A formula may be written back for all records at once."""
    text = compile_expression("UPPER(s1 ?? 'x')", world.SCHEMA).sql(world.Columns(), ENV)
    world.things().update(s2=text)

    assert [(record["s1"] if record["s1"] is not None else "x").upper() for record in tables] == list(
        world.things().values_list("s2", flat=True)
    )


def test_deep_conditions_run(tables):
    """SQLite's parser gives up early; what is deep is handed to Python there."""
    text = "(" * 15 + "n1 > 1" + " or b1) and (s1 != 'x' or b2)" * 7 + ")" * 8
    condition = compile_expression(text, world.SCHEMA, Boolean)

    kept = world.things().filter(condition.q(world.Columns(), ENV)).count()

    assert sum(condition.evaluate(record, ENV) for record in tables) == kept


def test_connections_that_were_open_before_learn_the_functions(tables):
    """The functions are there whenever the language is first used."""
    if hasattr(connection, "expression_functions_of"):
        del connection.expression_functions_of

    value = compile_expression("LEN(s1) + 1", world.SCHEMA).sql(world.Columns(), ENV)

    assert len(tables) == len(world.things().annotate(value=value).values_list("value"))


class Halves:
    """Finds one column: the position of a line, cut into halves, as a floating number."""

    def column(self, path):
        """Return the column."""
        return Column(ExpressionWrapper(F("position") * 0.5, output_field=FloatField()))


def test_numbers_of_any_column_are_compared(tables):
    """A floating column has no scale, and is compared as it is."""
    condition = compile_expression("half > 0.7", Schema({"half": Number}), Boolean).q(Halves(), ENV)
    lines = [position for record in tables for position in range(len(record["items"]))]

    kept = world.Line._default_manager.filter(condition).values_list("position", flat=True)

    assert sorted(position for position in lines if position > 1.4) == sorted(kept)
