"""Compile a form's document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.definitions.graph import CircularUse, Graph
from builder.exceptions import Invalid, Problem, gettext_noop, translated
from builder.expressions import (
    Boolean,
    Expression,
    ExpressionError,
    Schema,
    Type,
    check_expression,
    compile_expression,
)
from forms_engine.fields import field_types

from .schemas import MEMBER, Documents, Schemas
from .spec import Conditions, Constraint, FieldSpec, FormSpec, Section, Step, ordered_keys

_CIRCLE = gettext_noop("These formulas use each other in a circle: %(path)s.")


def compile_form(document: Mapping[str, Any], targets: Documents | None = None) -> FormSpec:
    """Return the compiled form; `targets` holds the documents its links point to, by form key.

    Raises:
        Invalid: something in the document cannot be compiled; every problem has its path.
    """
    spec, problems = compile_leniently(document, targets)
    if problems:
        raise Invalid(problems=problems)
    return spec


def compile_leniently(document: Mapping[str, Any], targets: Documents | None = None) -> tuple[FormSpec, list[Problem]]:
    """Return the compiled form without the expressions that do not compile, and what is wrong with those.

    Records of a published form must stay usable even after a form it links to has lost a field.
    """
    compiler = _Compiler(document, targets or {})
    return compiler.form(), compiler.problems


class _Compiler:
    """Collects problems while it goes through one document."""

    def __init__(self, document: Mapping[str, Any], targets: Documents) -> None:
        self.document = document
        self.schemas = Schemas(document, targets)
        self.problems: list[Problem] = []
        self._used: dict[str, set[str]] = {}

    def form(self) -> FormSpec:
        """Return the compiled form."""
        schema = self.schemas.form()
        fields = self._fields(self.document, schema, lines="", path="")
        with_me = schema.extended({"me": MEMBER})
        spec = FormSpec(
            title=self.document.get("x-name") or self.document.get("title", ""),
            fields=fields,
            schema=schema,
            document=self.document,
            order=self._order(fields),
            constraints=self._constraints(with_me),
            unique=_unique(self.document, fields),
            sections=self._sections(with_me),
            title_template=str(self.document.get("x-title", "")),
        )
        return _finished(spec, self._used)

    def _fields(self, document: Mapping[str, Any], schema: Schema, *, lines: str, path: str) -> dict[str, FieldSpec]:
        required = set(document.get("required", ()))
        found = {}
        for key in ordered_keys(document):
            prop = document["properties"][key]
            place = f"{path}properties.{key}"
            if prop.get("x-field", {}).get("type") in field_types:
                found[key] = self._field(key, prop, schema, required=key in required, lines=lines, path=place)
        return found

    def _field(
        self, key: str, prop: Mapping[str, Any], schema: Schema, *, required: bool, lines: str, path: str
    ) -> FieldSpec:
        settings = settings_of(prop)
        kind = settings["type"]
        name = f"{lines}.{key}" if lines else key
        place = f"{path}.x-field"
        self._check_filter(settings, place)
        default = settings.get("default")
        computed_default = isinstance(default, Mapping) and "expression" in default
        return FieldSpec(
            id=str(settings.get("id", "")),
            key=key,
            type=kind,
            label=settings.get("label") or key,
            settings=settings,
            required=required,
            unique=bool(settings.get("unique")),
            indexed=bool(settings.get("indexed")),
            conditions=self._conditions(settings, schema, name, place),
            default=None if computed_default else default,
            default_expression=self._default(default, schema, name, place, schema.fields[key])
            if computed_default
            else None,
            formula=self._formula(settings, schema, name, place) if kind == "formula" else None,
            lines=self._lines(key, prop, path) if kind == "lines" else None,
        )

    def _conditions(self, settings: Mapping[str, Any], schema: Schema, name: str, path: str) -> Conditions:
        with_me = schema.extended({"me": MEMBER})
        return Conditions(
            visible=self._condition(settings.get("visible"), with_me, name, f"{path}.visible"),
            required=self._condition(settings.get("required_when"), with_me, name, f"{path}.required_when"),
            read_only=self._condition(settings.get("read_only_when"), with_me, name, f"{path}.read_only_when"),
        )

    def _check_filter(self, settings: Mapping[str, Any], path: str) -> None:
        text = settings.get("filter") if settings["type"] == "link" else None
        if not isinstance(text, str) or not text.strip():
            return
        schema = self.schemas.target(str(settings.get("form", ""))).extended({"me": MEMBER})
        error = check_expression(text, schema, Boolean)
        if error is not None:
            self.problems.append(error.problem(f"{path}.filter", translated))

    def _lines(self, key: str, prop: Mapping[str, Any], path: str) -> FormSpec:
        items = prop.get("items", {})
        schema = self.schemas.row(items)
        fields = self._fields(items, schema, lines=key, path=f"{path}.items.")
        return FormSpec(title=prop.get("x-field", {}).get("label", key), fields=fields, schema=schema, document=items)

    def _formula(self, settings: Mapping[str, Any], schema: Schema, name: str, path: str) -> Expression | None:
        result = field_types.get("formula").expression_type(settings, self.schemas.record)
        return self._expression(settings.get("expression"), schema, name, f"{path}.expression", result)

    def _default(self, default: Any, schema: Schema, name: str, path: str, expect: Type) -> Expression | None:
        with_me = schema.extended({"me": MEMBER})
        return self._expression(default["expression"], with_me, name, f"{path}.default.expression", expect)

    def _condition(self, text: Any, schema: Schema, name: str, path: str) -> Expression | None:
        return self._expression(text, schema, name, path, Boolean)

    def _expression(self, text: Any, schema: Schema, name: str, path: str, expect: Type) -> Expression | None:
        if not isinstance(text, str) or not text.strip():
            return None
        try:
            expression = compile_expression(text, schema, expect)
        except ExpressionError as error:
            self.problems.append(error.problem(path, translated))
            return None
        lines = name.rpartition(".")[0]
        self._used.setdefault(name, set()).update(_absolute(used, lines) for used in expression.fields)
        return expression

    def _constraints(self, schema: Schema) -> tuple[Constraint, ...]:
        found = []
        for index, one in enumerate(self.document.get("x-constraints", ())):
            expression = self._condition(one.get("expression"), schema, "", f"x-constraints.{index}.expression")
            if expression is not None:
                found.append(Constraint(expression, one.get("message", ""), tuple(one.get("fields", ()))))
        return tuple(found)

    def _sections(self, schema: Schema) -> tuple[Section, ...]:
        return tuple(
            Section(
                id=str(one.get("id", index)),
                title=one.get("section", ""),
                columns=one.get("columns", 1),
                fields=tuple(one.get("fields", ())),
                visible=self._condition(one.get("visible"), schema, "", f"x-layout.{index}.visible"),
            )
            for index, one in enumerate(self.document.get("x-layout", ()))
        )

    def _order(self, fields: Mapping[str, FieldSpec]) -> tuple[Step, ...]:
        steps: dict[str, Step] = {}
        for key, one in fields.items():
            for column in one.lines.fields.values() if one.lines is not None else ():
                if column.formula is not None:
                    steps[f"{key}.{column.key}"] = Step(key, column)
            if one.formula is not None:
                steps[key] = Step("", one)
        # Only what the formula itself reads counts: a condition of a field may well look at its own value.
        uses = {path: _formulas_read(step, steps) for path, step in steps.items()}
        try:
            return tuple(steps[path] for path in Graph(uses).in_order())
        except CircularUse as circle:
            path = _document_path(circle.path[0])
            self.problems.append(Problem(path, "formula_circle", _CIRCLE, {"path": " -> ".join(circle.path)}))
            return ()


def settings_of(prop: Mapping[str, Any]) -> dict[str, Any]:
    """Return a field's settings."""
    return dict(prop.get("x-field", {}))


def _absolute(used: str, lines: str) -> str:
    """Return the name as the form sees it: `parent.x` of a row is `x`, its column `y` is `lines.y`."""
    if not lines:
        return used
    return used.removeprefix("parent.") if used.startswith("parent.") else f"{lines}.{used}"


def _formulas_read(step: Step, steps: Mapping[str, Step]) -> list[str]:
    if step.field.formula is None:
        return []
    return [path for used in sorted(step.field.formula.fields) if (path := _absolute(used, step.lines)) in steps]


def _document_path(path: str) -> str:
    key, _dot, column = path.partition(".")
    inner = f".items.properties.{column}" if column else ""
    return f"properties.{key}{inner}.x-field.expression"


def _unique(document: Mapping[str, Any], fields: Mapping[str, FieldSpec]) -> tuple[tuple[str, ...], ...]:
    single = [(one.key,) for one in fields.values() if one.unique]
    groups = [tuple(group) for group in document.get("x-unique", ()) if group and all(key in fields for key in group)]
    return tuple(dict.fromkeys([*single, *groups]))


def _finished(spec: FormSpec, used: Mapping[str, set[str]]) -> FormSpec:
    """Return the spec with what its expressions read behind references."""
    reads: dict[str, set[str]] = {}
    references = [path for path, one in spec.walk() if one.column is not None and one.column.kind == "reference"]
    references += ["me", "created_by", "updated_by", "owner"]
    others = {path for one in _loose_expressions(spec) for path in one.fields}
    for path in set().union(others, *used.values()):
        for reference in references:
            if path.startswith(f"{reference}."):
                reads.setdefault(reference, set()).add(path[len(reference) + 1 :])
    volatile = any(step.field.formula is not None and step.field.formula.volatile for step in spec.order)
    values = {name: getattr(spec, name) for name in spec.__dataclass_fields__}
    frozen = {name: frozenset(paths) for name, paths in reads.items()}
    return FormSpec(**{**values, "reads": frozen, "volatile": volatile})


def _loose_expressions(spec: FormSpec) -> list[Expression]:
    sections = [section.visible for section in spec.sections if section.visible is not None]
    return [*(constraint.expression for constraint in spec.constraints), *sections]
