"""Find rules and their runs; every answer is limited to what the actor may see."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from builder.events import Event
from builder.exceptions import NotFound
from builder.models import Application, User
from builder.permissions import access_to, require
from forms_engine.events import RecordSubmitted
from forms_engine.models import Form
from rules_engine.models import Rule, RuleRun, RuleVersion
from rules_engine.triggers import trigger_types


def rules_waiting_for(event: Event) -> list[RuleVersion]:
    """Return the published, switched-on rules that this event starts."""
    versions = _in_force(event.subject.form_id or 0, event.type).order_by("pk")
    return [version for version in versions if _meant(version, event)]


def follows_submits(form: Form) -> bool:
    """Tell whether a rule waits for the records of the form."""
    return _in_force(form.pk, RecordSubmitted.type).exists()


def _in_force(form_id: int, event_type: str) -> QuerySet[RuleVersion]:
    keys = [trigger.key for trigger in trigger_types if trigger.event_type == event_type]
    return RuleVersion.objects.filter(
        form_id=form_id,
        trigger__in=keys,
        rule__enabled=True,
        rule__deleted_at=None,
        rule__current_version_id=F("pk"),
    )


def _meant(version: RuleVersion, event: Event) -> bool:
    trigger = version.document["trigger"]
    settings = trigger.get("settings") or {}
    return trigger_types.get(trigger["type"]).matches(settings, event.payload(), event.change or {})


def list_rules(*, actor: User, application: Application) -> QuerySet[Rule]:
    """Return the app's rules, for those who design it."""
    require(access_to(actor, application), "design")
    return Rule.objects.filter(application=application, deleted_at=None).select_related("current_version")


def get_rule(*, actor: User, application: Application, key: str) -> Rule:
    """Return one rule.

    Raises:
        NotFound: there is none with this key.
    """
    rule = list_rules(actor=actor, application=application).filter(key=key).first()
    if rule is None:
        raise NotFound(_("There is no rule with this key."))
    rule.application = application
    return rule


def list_runs(*, actor: User, rule: Rule, limit: int = 50, before: int | None = None) -> list[RuleRun]:
    """Return the rule's runs, newest first; `before` is the id of the last one seen."""
    require(access_to(actor, rule.application), "design")
    runs = RuleRun.objects.filter(rule=rule).select_related("version").order_by("-pk")
    return list((runs.filter(pk__lt=before) if before else runs)[:limit])


def run_as_dict(run: RuleRun) -> dict[str, Any]:
    """Return a run as the API shows it."""
    return {
        "id": run.pk,
        "version": run.version.number,
        "event": run.event_id,
        "record": run.record_id,
        "state": run.state,
        "steps": run.steps,
        "error": run.error,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
    }
