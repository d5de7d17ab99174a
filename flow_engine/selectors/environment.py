"""The world as one process sees it while it steps: people, the record's values, the moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.expressions import Expression, ExpressionError, Number, Record, Schema, compile_expression
from builder.models import User
from flow_engine.assignees import assignee_types
from flow_engine.assignees.base import Facts, resolve_all
from flow_engine.engine import ConditionFailed
from forms_engine.engine import FormSpec
from forms_engine.engine.schemas import MEMBER
from forms_engine.models import Form
from forms_engine.selectors.environment import environment_of
from forms_engine.selectors.facts import fetch, stored_values, with_references
from forms_engine.storage import Generation, models_for

from .organization import Organization

INITIATOR = "initiator"
PROCESS = "process"
MAX_CONDITIONS = 2_000
PROCESS_FACTS = Record({"submission": Number, "returns": Number}, name=PROCESS)

# By the app's version stamp: whatever is published in the app makes new keys.
_conditions: dict[tuple[int, int, str], Expression] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a process knows of itself."""

    initiator_id: int
    submission: int = 1
    returns: int = 0


class FlowEnvironment:
    """Answers the engine's questions from the database; nothing is read before it is asked for."""

    def __init__(
        self,
        *,
        form: Form,
        record_id: int | None,
        standing: Standing,
        publisher_id: int | None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        self.form = form
        self.record_id = record_id
        self.standing = standing
        self.publisher_id = publisher_id
        self.organization = Organization(form.application)
        self._given = values

    def people(self, rules: Sequence[Mapping[str, Any]], previous: int | None) -> list[int]:
        """Return the active people the rules name, once each."""
        types = {key: assignee_types.get(key) for key in assignee_types.keys()}  # noqa: SIM118 -- a registry
        reads = any(types[rule["by"]].fields(rule) for rule in rules)
        facts = Facts(self.standing.initiator_id, previous, self.values if reads else {})
        return resolve_all(rules, types, facts, self.organization)

    def condition(self, expression: str) -> bool:
        """Tell whether a condition holds for the record as it is now.

        Raises:
            ConditionFailed: it cannot be read or evaluated any more.
        """
        try:
            compiled = compiled_condition(self.form, expression)
            result = compiled.evaluate(self._context(compiled.fields), environment_of(self.form.application))
        except (ExpressionError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ConditionFailed(str(error)) from error
        return result is True

    def deputies(self, people: Sequence[int]) -> dict[int, int]:
        """Return who stands in now for those who are away."""
        return self.organization.deputies(people)

    def administrators(self) -> list[int]:
        """Return who looks after the flow: who published it, or else the first administrator."""
        if self.publisher_id is not None and self.organization.active([self.publisher_id]):
            return [self.publisher_id]
        staff = User.objects.filter(is_staff=True, is_active=True, is_system=False).order_by("pk")
        return list(staff.values_list("pk", flat=True)[:1])

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The record's values, in Python values by field key."""
        if self._given is not None:
            return self._given
        if self.record_id is None:
            return {}
        return stored_values(self._generation, self.form.pk, self.record_id) or {}

    @cached_property
    def _generation(self) -> Generation:
        return models_for(self.form.application)

    def _context(self, reads: Iterable[str]) -> dict[str, Any]:
        spec = self._generation.spec(self.form.pk)
        wanted = _behind_references(spec, reads)
        context = with_references(self._generation, self.form, spec, dict(self.values), reads=wanted)
        initiator = self.standing.initiator_id
        found = fetch(self._generation, "member", [initiator], wanted.get(INITIATOR, set()))
        context[INITIATOR] = found.get(initiator, initiator)
        if PROCESS not in spec.fields:
            context[PROCESS] = {"submission": self.standing.submission, "returns": self.standing.returns}
        return context


def condition_schema(form: Form) -> Schema:
    """Return the names a flow's conditions may use: the record's, `initiator.` and `process.`."""
    spec = models_for(form.application).spec(form.pk)
    extra: dict[str, Any] = {INITIATOR: MEMBER}
    if PROCESS not in spec.fields:
        extra[PROCESS] = PROCESS_FACTS
    return spec.schema.extended(extra)


def compiled_condition(form: Form, text: str) -> Expression:
    """Return a condition ready to evaluate.

    Raises:
        ExpressionError: it cannot be read.
    """
    key = (form.application.version_stamp, form.pk, text)
    found = _conditions.get(key)
    if found is None:
        if len(_conditions) >= MAX_CONDITIONS:
            _conditions.clear()
        found = _conditions[key] = compile_expression(text, condition_schema(form))
    return found


def _behind_references(spec: FormSpec, reads: Iterable[str]) -> dict[str, set[str]]:
    """Return, for each reference, what is read behind its dot."""
    references = [path for path, one in spec.walk() if one.column is not None and one.column.kind == "reference"]
    references += ["created_by", "updated_by", "owner", INITIATOR]
    wanted: dict[str, set[str]] = {}
    for path in reads:
        for reference in references:
            if path.startswith(f"{reference}."):
                wanted.setdefault(reference, set()).add(path[len(reference) + 1 :])
    return wanted
