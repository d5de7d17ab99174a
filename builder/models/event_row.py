"""The event log: everything that happened, in order."""

from django.db import models


class EventRow(models.Model):
    """One fact; rows are only ever added.

    The ids are plain numbers, not foreign keys: the log outlives what it speaks of, and engines above own most of it.
    """

    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=20)
    application_id = models.BigIntegerField(null=True)
    form_id = models.BigIntegerField(null=True)
    record_id = models.BigIntegerField(null=True)
    process_id = models.BigIntegerField(null=True)
    task_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    cause_id = models.BigIntegerField(null=True)
    depth = models.PositiveSmallIntegerField(default=0)
    change = models.JSONField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["form_id", "record_id", "id"], name="event_record"),
            models.Index(
                fields=["process_id", "id"], condition=models.Q(process_id__isnull=False), name="event_process"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.type}"
