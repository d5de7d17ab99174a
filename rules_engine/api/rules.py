"""Rules in the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from builder.api.definitions import DefinitionView, Kind
from builder.exceptions import Problem
from builder.models import Application, User
from builder.requests import ApiRequest
from rules_engine.models import Rule
from rules_engine.selectors.rules import get_rule, list_rules, list_runs, run_as_dict
from rules_engine.services import rules as services


class RuleKind(Kind):
    """Rules, as the shared endpoints see them."""

    def get(self, actor: User, application: Application, key: str) -> Rule:
        """Return one rule."""
        return get_rule(actor=actor, application=application, key=key)

    def list(self, actor: User, application: Application) -> Any:
        """Return the app's rules."""
        return list_rules(actor=actor, application=application)

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Rule:
        """Create a rule for a form."""
        return services.create_rule(
            actor=actor,
            application=application,
            name=values["name"],
            form_key=values.get("form", ""),
            key=values.get("key", ""),
        )

    def update(self, actor: User, definition: Rule, values: dict[str, Any]) -> None:
        """Rename it, or switch it on or off."""
        read = RuleChange(data=values)
        read.is_valid(raise_exception=True)
        services.update_rule(actor=actor, rule=definition, **read.validated_data)

    def delete(self, actor: User, definition: Rule) -> None:
        """Put it away."""
        services.delete_rule(actor=actor, rule=definition)

    def save(self, actor: User, definition: Rule, document: Any, base_revision: int) -> int:
        """Save the draft."""
        return services.save_rule_draft(actor=actor, rule=definition, document=document, base_revision=base_revision)

    def check(self, actor: User, definition: Rule, document: Any) -> Sequence[Problem]:
        """Return the problems of a document."""
        return services.check_rule(actor=actor, rule=definition, document=document)

    def review(self, actor: User, definition: Rule) -> Any:
        """Return what publishing would change."""
        return services.review_rule(actor=actor, rule=definition)

    def publish(self, actor: User, definition: Rule, base_revision: int | None, note: str) -> Any:
        """Publish the draft."""
        return services.publish_rule(actor=actor, rule=definition, base_revision=base_revision, note=note)

    def describe(self, definition: Rule) -> dict[str, Any]:
        """Return the rule as the API shows it."""
        return {
            **super().describe(definition),
            "enabled": definition.enabled,
            "failures_in_a_row": definition.failures_in_a_row,
        }


class RuleChange(serializers.Serializer[Any]):
    """What may be changed of a rule besides its document."""

    name = serializers.JSONField(required=False)
    enabled = serializers.BooleanField(required=False)


class TrialInput(serializers.Serializer[Any]):
    """The record to try a rule on."""

    record = serializers.IntegerField(min_value=1)


class RuleRuns(DefinitionView):
    """The run log of a rule."""

    kind = RuleKind()
    token_scope = "read"  # noqa: S105 - the name of a scope

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the runs, newest first, with what each step did."""
        before = request.query_params.get("before", "")
        rule = self.definition(request)
        runs = list_runs(actor=request.user, rule=rule, before=int(before) if before.isdigit() else None)
        return Response({"results": [run_as_dict(run) for run in runs]})


class RuleTrial(DefinitionView):
    """Trying a rule without leaving a trace."""

    kind = RuleKind()

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Run the draft on a record, undo everything, and return what it did."""
        record = self.body(request, TrialInput)["record"]
        return Response(services.try_draft(actor=request.user, rule=self.definition(request), record_id=record))
