"""The history of a process: what happened, line by line."""

from django.db import models


class HistoryEntry(models.Model):
    """One line; numbered within the process without gaps, and only ever added."""

    process = models.ForeignKey("flow_engine.Process", models.CASCADE, related_name="history", db_index=False)
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    node = models.CharField(max_length=40, blank=True)
    run = models.PositiveIntegerField(null=True)
    task = models.PositiveIntegerField(null=True)
    actor = models.ForeignKey("builder.User", models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="history_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.type}"
