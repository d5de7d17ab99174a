"""Every function works everywhere and is explained."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from builder.expressions import Boolean, Env, Schema, compile_expression, numbers
from builder.expressions.types import SCALARS
from builder.functions import catalogue, known_functions

ROOT = Path(__file__).resolve().parents[3]
ENV = Env(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), "UTC")
EXAMPLES = [(example.text, example.result) for one in known_functions().values() for example in one.examples]
CALLED = [one for one in known_functions().values() if not one.composed]


def shown(value, kind):
    """Return a value as the examples write it."""
    if value is None:
        return "blank"
    if kind == "boolean":
        return "true" if value else "false"
    return numbers.text(value) if kind == "number" else str(value)


@pytest.fixture(scope="module")
def answers():
    """Return what the browser makes of each example."""
    compiled = [compile_expression(text, Schema({})).to_json() for text, _result in EXAMPLES]
    lines = "".join(
        json.dumps({"compiled": one, "records": [{}], "now": ENV.now.isoformat(), "zone": "UTC"}) + "\n"
        for one in compiled
    )
    script = ROOT / "tests/builder/expressions/interpreter.mjs"
    done = subprocess.run(
        [compute_driver_executable()[0], str(script)], input=lines, capture_output=True, text=True, check=True
    )
    return dict(zip([text for text, _result in EXAMPLES], map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize(("text", "result"), EXAMPLES)
def test_an_example_gives_what_it_says_in_python(text, result):
    """People try the examples."""
    expression = compile_expression(text, Schema({}))

    assert result == shown(expression.evaluate({}, ENV), expression.type.kind)


@pytest.mark.parametrize(("text", "result"), EXAMPLES)
def test_an_example_gives_what_it_says_in_the_browser(text, result, answers):
    """The browser's function is there and means the same."""
    (answer,) = answers[text]

    assert result == ("blank" if answer is None else str(answer).lower() if isinstance(answer, bool) else answer)


def test_every_function_reaches_every_back_end():
    """A function lacks neither Python nor SQL nor the browser, and nobody has to guess what it does."""
    module = (ROOT / "static/builder/expressions/functions.js").read_text(encoding="utf-8")
    missing = []
    for one in known_functions().values():
        missing += [f"{one.key}: description"] * (not one.description.endswith("."))
        missing += [f"{one.key}: example"] * (not (one.examples or one.usage))
    for one in CALLED:
        kinds = [next(iter(parameter.kinds or SCALARS)) for parameter in one.parameters]
        missing += [f"{one.key}: PostgreSQL"] * (not one.sql(kinds))
        missing += [f"{one.key}: Python"] * (not callable(getattr(one, "run", None)))
        missing += [f"{one.key}: browser"] * (f"  {one.key}:" not in module)

    assert missing == []


def test_the_browser_knows_no_others():
    """What only the browser could do would be refused by the server."""
    module = (ROOT / "static/builder/expressions/functions.js").read_text(encoding="utf-8")
    named = {
        line.strip().split(":")[0]
        for line in module.splitlines()
        if line.startswith("  ") and line.strip()[:2].isupper()
    }

    assert named - set(known_functions()) == set()


def test_the_catalogue_is_what_the_editor_offers():
    """Name, signature, help and an example, grouped; nothing that only serves other functions."""
    listed = {one["name"]: one for one in catalogue("en")}

    assert "COUNTLIST" not in listed
    assert {
        "name": "LEFT",
        "signature": "LEFT(text, count)",
        "help": "Returns the first characters of a text.",
        "example": 'LEFT("Millrace", 4)',
        "result": "Mill",
        "group": "text",
    } == listed["LEFT"]


def test_boolean_functions_say_so():
    """A condition can be used as one."""
    assert {"ANY", "CONTAINS", "ENDSWITH", "EVERY", "ISBLANK", "STARTSWITH"} <= {
        one.key for one in known_functions().values() if one.returns == Boolean
    }


def test_every_function_takes_part_in_the_agreement():
    """The database is held to the meaning of each: the random expressions call it."""
    written = (ROOT / "tests/builder/expressions/texts.py").read_text(encoding="utf-8")
    names = {one.key for one in known_functions().values() if not one.hidden and one.family != "people"}

    assert set() == {name for name in names if f"{name}(" not in written and f'"{name}"' not in written}
