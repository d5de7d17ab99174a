"""Every engine has the same parts, every type its test, and no module is too long."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from builder.documents import check_schema

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("builder", "forms_engine", "flow_engine", "rules_engine", "reports_engine")
ENGINES = PACKAGES[1:]
PARTS = ("apps.py", "events.py", "exceptions.py", "models", "selectors", "services", "api", "document.schema.json")
FAMILIES = {
    "forms_engine/fields": "forms_engine.fields:field_types",
    "flow_engine/nodes": "flow_engine.nodes:node_types",
    "flow_engine/assignees": "flow_engine.assignees:assignee_types",
    "rules_engine/triggers": "rules_engine.triggers:trigger_types",
    "rules_engine/actions": "rules_engine.actions:action_types",
    "reports_engine/charts": "reports_engine.charts:chart_types",
    "reports_engine/datasets": "reports_engine.datasets:dataset_types",
}
MOST_LINES = 400
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def python_files() -> list[Path]:
    """Return the project's own modules."""
    folders = [*PACKAGES, "tests", "tools", "benchmarks"]
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def front_end_files() -> list[Path]:
    """Return the project's own scripts and styles."""
    found = [path for end in ("*.js", "*.css") for path in (ROOT / "static").rglob(end)]
    return [path for path in found if "vendor" not in path.parts]


def registered_types() -> list[tuple[str, object]]:
    """Return every type with its family, for those registered by a module of their own."""
    found = []
    for family, place in FAMILIES.items():
        module, name = place.split(":")
        registry = getattr(__import__(module, fromlist=[name]), name)
        found += [(family, one) for one in registry.all()]
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_has_the_same_parts(engine):
    """Knowing one engine is knowing where to look in all of them."""
    missing = [part for part in PARTS if not (ROOT / engine / part).exists()]

    assert missing == []


def test_no_module_is_too_long():
    """A file holds one idea, and one idea fits into 400 lines."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*python_files(), *front_end_files()]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }

    assert long == {}


def test_no_module_is_an_attic():
    """A module is named after its idea."""
    attics = [str(path.relative_to(ROOT)) for path in python_files() if path.stem in FORBIDDEN_NAMES]

    assert attics == []


def test_every_module_says_what_it_is():
    """The first line of a module is a sentence."""
    silent = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if text.strip() and not ast.get_docstring(ast.parse(text)):
            silent.append(str(path.relative_to(ROOT)))

    assert silent == []


def test_every_type_has_a_test_twin():
    """A type and its test are added together."""
    missing = []
    for family, one in registered_types():
        name = type(one).__module__.rsplit(".", 1)[-1]
        twin = ROOT / "tests" / family / f"test_{name}.py"
        if not twin.exists():
            missing.append(str(twin.relative_to(ROOT)))

    assert sorted(set(missing)) == []


@pytest.mark.parametrize(("family", "one"), registered_types(), ids=lambda value: getattr(value, "key", None))
def test_every_type_introduces_itself(family, one):
    """The designer can show a type: label, docstring, and a settings schema it can draw a panel from."""
    assert str(one.label)
    assert type(one).__doc__
    assert check_schema(json.loads(json.dumps(one.settings_schema, default=str))) == []


def test_templates_and_scripts_belong_to_a_package():
    """The folders of templates and static files mirror the packages."""
    shared = {"shell", "components", "errors", "vendor"}
    folders = {path.name for kind in ("templates", "static") for path in (ROOT / kind).iterdir() if path.is_dir()}

    assert folders - shared <= set(PACKAGES)
