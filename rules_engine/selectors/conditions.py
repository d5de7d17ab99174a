"""Conditions of rules, between the visual builder and the expression text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.expressions.conditions import from_conditions, to_conditions

from builder.expressions import ExpressionError, compile_expression
from builder.models import Application
from forms_engine.storage import models_for

from .facts import rule_schema


def condition_tree(*, application: Application, document: Mapping[str, Any]) -> Any:
    """Return the condition as the visual builder shows it, or None when only text can say it."""
    generation = models_for(application)
    form_id = generation.form_ids.get(str(document.get("form", "")))
    text = str(document.get("condition") or "").strip()
    if form_id is None or not text:
        return None
    try:
        return to_conditions(compile_expression(text, rule_schema(generation.spec(form_id))))
    except ExpressionError:
        return None


def condition_text(*, application: Application, form_key: str, tree: Any) -> str:
    """Return the expression that says what the visual builder shows.

    Raises:
        Invalid: the tree names what the form does not have.
    """
    generation = models_for(application)
    form_id = generation.form_ids.get(form_key)
    return from_conditions(tree, rule_schema(generation.spec(form_id))) if form_id is not None else ""
