"""Rules: when - if - then."""

from django.db import models

from builder.definitions.models import Definition


class Rule(Definition):
    """A rule being designed; `enabled` says whether its published version acts."""

    current_version = models.ForeignKey("rules_engine.RuleVersion", models.SET_NULL, null=True, related_name="+")
    enabled = models.BooleanField(default=True)
    failures_in_a_row = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="rule_key")]
        ordering = ["id"]
