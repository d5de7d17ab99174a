"""Commands given to processes, with what they were told by the world."""

from django.db import models


class ProcessCommand(models.Model):
    """One command as it ran; repeating its key gives the same answer, and replaying all of them the same state."""

    process = models.ForeignKey("flow_engine.Process", models.CASCADE, related_name="commands", db_index=False)
    key = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    actor = models.ForeignKey("builder.User", models.PROTECT, related_name="+", db_index=False)
    body = models.JSONField()
    result = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="process_command_key"),
            models.UniqueConstraint(fields=["process", "sequence"], name="process_command_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.body.get('name')}"
