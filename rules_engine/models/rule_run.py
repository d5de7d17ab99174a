"""Runs of rules: what each looked at, did and why not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleRun(models.Model):
    """One rule version reacting to one event.

    `steps` holds, for every step, its action, what it was given, what it answered, and its time in milliseconds.
    """

    class State(models.TextChoices):
        """How it ended."""

        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Condition not met")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")

    rule = models.ForeignKey("rules_engine.Rule", models.CASCADE, related_name="runs")
    version = models.ForeignKey("rules_engine.RuleVersion", models.CASCADE, related_name="runs")
    event_id = models.BigIntegerField()
    form_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    steps = models.JSONField(default=list)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "event_id"], name="rule_run_once")]
        indexes = [
            models.Index(fields=["rule", "-id"], name="rule_run_rule"),
            models.Index(fields=["form_id", "record_id", "-id"], name="rule_run_record"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} on {self.form_id}/{self.record_id}: {self.state}"
