"""Published rules."""

from django.db import models

from builder.definitions.models import Version


class RuleVersion(Version):
    """A published rule; `form_id` and `trigger` repeat what the document says, to be found by."""

    rule = models.ForeignKey("rules_engine.Rule", models.CASCADE, related_name="versions")
    form_id = models.BigIntegerField()
    trigger = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_number")]
        indexes = [models.Index(fields=["form_id", "trigger"], name="rule_version_trigger")]
        ordering = ["-number"]
