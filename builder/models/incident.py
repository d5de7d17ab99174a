"""Incidents: what stopped and waits for a person."""

from django.db import models


class Incident(models.Model):
    """Something that could not go on by itself, shown to those who can mend it."""

    class State(models.TextChoices):
        """Whether somebody still has to act."""

        OPEN = "open"
        RESOLVED = "resolved"

    code = models.CharField(max_length=40)
    message = models.TextField()
    detail = models.JSONField(default=dict)
    application = models.ForeignKey("builder.Application", models.CASCADE, null=True, related_name="incidents")
    process_id = models.BigIntegerField(null=True, db_index=True)
    job = models.ForeignKey("builder.Job", models.SET_NULL, null=True, related_name="incidents")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("builder.User", models.SET_NULL, null=True, related_name="+")
    resolution = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-id"], condition=models.Q(state="open"), name="incident_open")]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
