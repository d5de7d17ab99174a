"""Compile rule documents and decide whether a rule acts; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.exceptions import Problem
from builder.exceptions import gettext_noop as _
from builder.expressions import Env, Expression, ExpressionError, Schema, compile_expression
from rules_engine.actions import action_types
from rules_engine.triggers import trigger_types

MAX_DEPTH = 8
MAX_FAILURES = 5


@dataclass(frozen=True)
class Step:
    """One action of a rule."""

    key: str
    name: str
    action: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class RulePlan:
    """A rule document ready to run."""

    form_key: str
    trigger: str
    trigger_settings: Mapping[str, Any]
    condition: Expression | None
    steps: tuple[Step, ...]
    run_as: str

    def applies(self, payload: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Say whether the trigger means this event."""
        return trigger_types.get(self.trigger).matches(self.trigger_settings, payload, change)

    def reads(self, schema: Schema) -> set[str]:
        """Return every dotted name that the condition and the steps use."""
        used = set(self.condition.fields) if self.condition is not None else set()
        for step in self.steps:
            used |= action_types.get(step.action).reads(step.settings, schema)
        return used

    def holds(self, context: Mapping[str, Any], env: Env) -> bool:
        """Say whether the condition is true for the record; no condition always holds."""
        return self.condition is None or self.condition.evaluate(context, env) is True


def compile_rule(document: Mapping[str, Any], schema: Schema) -> RulePlan:
    """Compile a document that `problems_of` found nothing wrong with."""
    text = str(document.get("condition") or "").strip()
    trigger = document["trigger"]
    return RulePlan(
        form_key=document["form"],
        trigger=trigger["type"],
        trigger_settings=trigger.get("settings") or {},
        condition=compile_expression(text, schema) if text else None,
        steps=tuple(
            Step(step["key"], step.get("name", ""), step["action"], step["settings"]) for step in document["steps"]
        ),
        run_as=document.get("run_as", "application"),
    )


def problems_of(document: Mapping[str, Any], schema: Schema, application_key: str) -> list[Problem]:
    """Return what is wrong with a document that fits the JSON Schema: unknown types, bad expressions, bad targets."""
    problems = _condition_problems(str(document.get("condition") or ""), schema)
    if document["trigger"]["type"] not in trigger_types:
        problems.append(Problem("trigger.type", "unknown_trigger", _("Choose what starts the rule.")))
    seen: set[str] = set()
    for index, step in enumerate(document["steps"]):
        path = f"steps.{index}"
        if step["key"] in seen:
            problems.append(Problem(f"{path}.key", "duplicate_key", _("Two steps have the same key.")))
        seen.add(step["key"])
        if step["action"] not in action_types:
            problems.append(Problem(f"{path}.action", "unknown_action", _("Choose what the step does.")))
            continue
        found = action_types.get(step["action"]).problems(step["settings"], schema, application_key)
        problems += [problem.under(f"{path}.settings") for problem in found]
    return problems


def _condition_problems(text: str, schema: Schema) -> list[Problem]:
    if not text.strip():
        return []
    try:
        expression = compile_expression(text, schema)
    except ExpressionError as error:
        return [error.problem("condition")]
    if expression.type.kind != "boolean":
        return [Problem("condition", "not_boolean", _("A condition must answer yes or no."))]
    return []
