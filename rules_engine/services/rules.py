"""Design rules: create, save, publish, switch on and off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.definitions.changes import Change, matched
from builder.definitions.services.drafts import save_draft
from builder.definitions.services.naming import free_key, name_of
from builder.definitions.services.publishing import Publisher, Review, publish, review
from builder.events import Actor, Event, Subject
from builder.exceptions import Invalid, Problem
from builder.models import Application, EventRow, User
from builder.permissions import access_to, require
from forms_engine.models import Form
from forms_engine.storage import models_for
from rules_engine.actions import action_types
from rules_engine.engine import problems_of
from rules_engine.events import RulePublished
from rules_engine.models import Rule, RuleVersion
from rules_engine.selectors.facts import rule_schema
from rules_engine.triggers import trigger_types

from .running import try_rule


@transaction.atomic
def create_rule(*, actor: User, application: Application, name: Any, form_key: str, key: str = "") -> Rule:
    """Create a rule for a form, with an empty draft."""
    require(access_to(actor, application), "design")
    if not form_key:
        raise Invalid(problems=[Problem("form", "required", _("Choose the form the rule is about."))])
    draft = {
        "format": 1,
        "form": form_key,
        "trigger": {"type": "record_submitted", "settings": {}},
        "condition": "",
        "run_as": "application",
        "steps": [],
    }
    rules = Rule.objects.filter(application=application)
    return Rule.objects.create(
        application=application,
        key=free_key(rules, key, name, "rule"),
        name=name_of(name),
        draft=draft,
        created_by=actor,
    )


def save_rule_draft(*, actor: User, rule: Rule, document: Any, base_revision: int) -> int:
    """Save the draft and return its revision; an unfinished draft may have problems, but not another shape.

    Raises:
        DraftChanged: somebody else saved in the meantime.
    """
    require(access_to(actor, rule.application), "design")
    lenient = {**document_schema(), "properties": {**document_schema()["properties"], "steps": {"type": "array"}}}
    problems = documents.check(lenient, document)
    if problems:
        raise Invalid(problems=problems)
    return save_draft(definition=rule, document=document, base_revision=base_revision, actor=actor)


def check_rule(*, actor: User, rule: Rule, document: Any) -> list[Problem]:
    """Return what keeps a document from being published."""
    require(access_to(actor, rule.application), "design")
    return _Publisher().check(rule, document)


def review_rule(*, actor: User, rule: Rule) -> Review:
    """Return what publishing the draft would change."""
    require(access_to(actor, rule.application), "design")
    return review(_Publisher(), rule)


def publish_rule(*, actor: User, rule: Rule, base_revision: int | None = None, note: str = "") -> RuleVersion:
    """Publish the draft; from now on it acts, if the rule is switched on."""
    require(access_to(actor, rule.application), "publish")
    return publish(_Publisher(), rule, actor=actor, base_revision=base_revision, note=note)


@transaction.atomic
def update_rule(*, actor: User, rule: Rule, name: Any = None, enabled: bool | None = None) -> None:
    """Rename a rule, or switch it on or off."""
    require(access_to(actor, rule.application), "publish" if enabled is not None else "design")
    if name is not None:
        rule.name = name_of(name)
    if enabled is not None:
        rule.enabled = enabled
        rule.failures_in_a_row = 0
    rule.save(update_fields=["name", "enabled", "failures_in_a_row"])


@transaction.atomic
def delete_rule(*, actor: User, rule: Rule) -> None:
    """Put a rule away; it acts no more."""
    require(access_to(actor, rule.application), "publish")
    rule.deleted_at = timezone.now()
    rule.enabled = False
    rule.save(update_fields=["deleted_at", "enabled"])


def try_draft(*, actor: User, rule: Rule, record_id: int) -> dict[str, Any]:
    """Run the draft on a record as if the trigger had just happened, and undo everything it did.

    Raises:
        Invalid: the draft has problems.
    """
    require(access_to(actor, rule.application), "design")
    problems = _Publisher().check(rule, rule.draft)
    if problems:
        raise Invalid(problems=problems)
    form = _form(rule.application, rule.draft["form"])
    version = RuleVersion(rule=rule, number=0, document=rule.draft, form_id=form.pk if form else 0)
    event = EventRow(
        type=trigger_types.get(rule.draft["trigger"]["type"]).event_type,
        form_id=version.form_id,
        record_id=record_id,
        application_id=rule.application_id,
        actor_id=actor.pk,
    )
    return try_rule(version=version, event=event)


@cache
def document_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule document."""
    path = Path(__file__).resolve().parent.parent / "document.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _form(application: Application, key: str) -> Form | None:
    return models_for(application).form(key)


class _Publisher(Publisher[Rule, RuleVersion]):
    def check(self, definition: Rule, document: Mapping[str, Any]) -> list[Problem]:
        problems = documents.check(document_schema(), document)
        if problems:
            return problems
        application = definition.application
        form = _form(application, document["form"])
        if form is None:
            return [Problem("form", "unknown_form", _("Choose a published form."))]
        problems = _settings_problems(document)
        schema = rule_schema(models_for(application).spec(form.pk))
        return problems or problems_of(document, schema, application.key)

    def diff(self, definition: Rule, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
        return _changes(old or {"steps": []}, new)

    def new_version(self, definition: Rule, **fields: Any) -> RuleVersion:
        document = fields["document"]
        form = _form(definition.application, document["form"])
        return RuleVersion(
            rule=definition, form_id=form.pk if form else 0, trigger=document["trigger"]["type"], **fields
        )

    def event(self, definition: Rule, version: RuleVersion, actor: User) -> Event:
        return RulePublished(
            actor=Actor.of(actor),
            subject=Subject(application_id=definition.application_id, form_id=version.form_id),
            rule_id=definition.pk,
            number=version.number,
        )


def _settings_problems(document: Mapping[str, Any]) -> list[Problem]:
    trigger = document["trigger"]
    problems = []
    if trigger["type"] in trigger_types:
        schema = trigger_types.get(trigger["type"]).settings_schema
        found = documents.check(schema, trigger.get("settings") or {})
        problems += [problem.under("trigger.settings") for problem in found]
    for index, step in enumerate(document["steps"]):
        if step["action"] in action_types:
            schema = action_types.get(step["action"]).settings_schema
            found = documents.check(schema, step["settings"])
            problems += [problem.under(f"steps.{index}.settings") for problem in found]
    return problems


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    parts = {
        "form": _("The rule is about another form."),
        "trigger": _("Another event starts the rule."),
        "condition": _("The condition is different."),
        "run_as": _("The rule acts in another name."),
    }
    changes = [
        Change("changed", key, text, before=old.get(key), after=new.get(key))
        for key, text in parts.items()
        if old.get(key) != new.get(key)
    ]
    gone, fresh, both = matched(old["steps"], new["steps"], lambda step: step["key"])
    removed, added, changed = _("Step removed: %(step)s"), _("Step added: %(step)s"), _("Step changed: %(step)s")
    changes += [Change("removed", "steps", removed, _named(step), before=step) for step in gone]
    changes += [Change("added", "steps", added, _named(step), after=step) for step in fresh]
    return changes + [
        Change("changed", "steps", changed, _named(after), before, after) for before, after in both if before != after
    ]


def _named(step: Mapping[str, Any]) -> dict[str, str]:
    known = step["action"] in action_types
    return {"step": step.get("name") or str(action_types.get(step["action"]).label if known else step["action"])}
