"""Run rules: each once per event, all of it or nothing, with a log of every step."""

from __future__ import annotations

import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.events import Actor, Event, Subject, announce, lane_of
from builder.events.incidents import open_incident
from builder.events.jobs import JobRequest, enqueue_all
from builder.exceptions import DomainError
from builder.models import EventRow, User
from builder.organization import system_user
from forms_engine.storage import models_for
from rules_engine.actions import ActionContext, action_types
from rules_engine.engine import MAX_DEPTH, MAX_FAILURES, RulePlan, compile_rule
from rules_engine.events import RuleRan
from rules_engine.models import Rule, RuleRun, RuleVersion
from rules_engine.selectors.facts import Facts, facts_for, rule_schema
from rules_engine.selectors.rules import rules_waiting_for

RULE_JOB = "rule"


def queue_rules(event: Event) -> None:
    """Queue, in the event's own transaction, a job for every rule that waits for it."""
    versions = rules_waiting_for(event)
    enqueue_all(
        JobRequest(
            name=RULE_JOB,
            key=f"rule:{version.pk}:{event.id}",
            payload={"version": version.pk},
            event_id=event.id,
            lane=lane_of(event),
        )
        for version in versions
    )


@transaction.atomic
def run_rule(*, version_id: int, event_id: int) -> RuleRun | None:
    """Run one rule version for one event, unless it did before.

    A step that is refused undoes the whole run; the run is then logged as failed with an incident.
    """
    version = RuleVersion.objects.select_related("rule__application", "rule__created_by").get(pk=version_id)
    event = EventRow.objects.get(pk=event_id)
    if not version.rule.enabled or RuleRun.objects.filter(version=version, event_id=event_id).exists():
        return None
    started = timezone.now()
    state, steps, error = _outcome(version, event)
    run = RuleRun.objects.create(
        rule=version.rule,
        version=version,
        event_id=event_id,
        form_id=event.form_id or 0,
        record_id=event.record_id or 0,
        state=state,
        steps=steps,
        error=error,
        started_at=started,
        finished_at=timezone.now(),
    )
    _count_failures(version.rule, run)
    if state != RuleRun.State.SKIPPED:
        _announce(version.rule, run)
    return run


def _outcome(version: RuleVersion, event: EventRow) -> tuple[str, list[dict[str, Any]], str]:
    if event.depth >= MAX_DEPTH:
        message = _("The rules started each other %(count)d times in a row; this one stopped the chain.")
        return RuleRun.State.STOPPED, [], message % {"count": event.depth}
    steps: list[dict[str, Any]] = []
    try:
        with transaction.atomic():
            acted = perform(version, event, steps)
    except DomainError as refusal:
        details = [problem.as_dict() for problem in refusal.problems]
        steps.append({"refused": str(refusal), "problems": details})
        return RuleRun.State.FAILED, steps, str(refusal) or refusal.code
    return (RuleRun.State.DONE if acted else RuleRun.State.SKIPPED), steps, ""


def perform(version: RuleVersion, event: EventRow, steps: list[dict[str, Any]]) -> bool:
    """Perform the steps if the condition holds, and append to `steps` what each did; answer whether it acted."""
    application = version.rule.application
    generation = models_for(application)
    if event.form_id not in generation:
        return False
    schema = rule_schema(generation.spec(event.form_id or 0))
    plan = compile_rule(version.document, schema)
    facts = facts_for(application, event, plan.reads(schema))
    if facts is None or not plan.holds(facts.context, facts.env):
        return False
    actor = _actor(plan, event)
    for step in plan.steps:
        context = _action_context(facts, actor, f"rule:{version.pk}:{event.pk}:{step.key}")
        began = time.monotonic()
        entry: dict[str, Any] = {"key": step.key, "action": step.action}
        steps.append(entry)
        entry["output"] = action_types.get(step.action).perform(step.settings, schema, context)
        entry["ms"] = round((time.monotonic() - began) * 1000, 1)
    return True


def _action_context(facts: Facts, actor: User, run_key: str) -> ActionContext:
    return ActionContext(
        application_key=facts.form.application.key,
        form_key=facts.form.key,
        record_id=facts.record_id,
        initiator_id=facts.initiator_id,
        values=facts.context,
        env=facts.env,
        actor=actor,
        run_key=run_key,
    )


def _actor(plan: RulePlan, event: EventRow) -> User:
    if plan.run_as == "actor" and event.actor_id is not None:
        person = User.objects.filter(pk=event.actor_id, is_active=True).first()
        if person is not None:
            return person
    return system_user()


def _count_failures(rule: Rule, run: RuleRun) -> None:
    if run.state in (RuleRun.State.FAILED, RuleRun.State.STOPPED):
        rule.failures_in_a_row += 1
        rule.enabled = rule.failures_in_a_row < MAX_FAILURES
        rule.save(update_fields=["failures_in_a_row", "enabled"])
        open_incident(
            code="RULE_LOOP" if run.state == RuleRun.State.STOPPED else "RULE_FAILED",
            message=run.error,
            detail={"rule": rule.key, "run": run.pk, "switched_off": not rule.enabled},
            subject=Subject(application_id=rule.application_id, form_id=run.form_id, record_id=run.record_id),
        )
    elif run.state == RuleRun.State.DONE and rule.failures_in_a_row:
        rule.failures_in_a_row = 0
        rule.save(update_fields=["failures_in_a_row"])


def _announce(rule: Rule, run: RuleRun) -> None:
    announce(
        RuleRan(
            actor=Actor.of(system_user(), via="rule"),
            subject=Subject(application_id=rule.application_id, form_id=run.form_id, record_id=run.record_id),
            rule_id=rule.pk,
            run_id=run.pk,
            state=run.state,
        )
    )


class _Undo(Exception):
    """Carries nothing; leaves the transaction so that it rolls back."""


def try_rule(*, version: RuleVersion, event: EventRow) -> dict[str, Any]:
    """Run a rule for real, look at what it did, and undo all of it."""
    steps: list[dict[str, Any]] = []
    answer: dict[str, Any] = {}
    try:
        with transaction.atomic():
            try:
                answer = {"acted": perform(version, event, steps), "error": "", "problems": []}
            except DomainError as refusal:
                problems = [problem.as_dict() for problem in refusal.problems]
                answer = {"acted": True, "error": str(refusal), "problems": problems}
            raise _Undo
    except _Undo:
        return {**answer, "steps": steps}
