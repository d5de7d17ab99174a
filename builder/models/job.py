"""The outbox: work that must happen, kept in the database until it has."""

from django.db import models
from django.db.models.functions import Now


class Job(models.Model):
    """One piece of background work; the table is the queue.

    `key` makes it happen once however often it is asked for. `name` says which handler runs it. Jobs of one `lane`
    run in the order they were queued, as long as none of them fails. Times are those of the database's clock.
    """

    class State(models.TextChoices):
        """Where a job stands."""

        PENDING = "pending"
        DONE = "done"
        DEAD = "dead"

    name = models.CharField(max_length=120)
    key = models.CharField(max_length=190, unique=True)
    payload = models.JSONField(default=dict)
    event_id = models.BigIntegerField(null=True)
    lane = models.CharField(max_length=60, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    leased_until = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    last_error = models.TextField(blank=True)
    requested_by = models.ForeignKey("builder.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=models.Q(state="pending"), name="job_due"),
            models.Index(fields=["-id"], condition=models.Q(state="dead"), name="job_dead"),
            models.Index(
                fields=["lane", "id"],
                condition=models.Q(state="pending", attempts=0, lane__isnull=False),
                name="job_lane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
