"""Tasks: what one person is asked."""

from django.db import models
from django.db.models import F, Q


class Task(models.Model):
    """One question to one person; `number` is the task's own within its process.

    `owner` is whose vote it is, `assignee` who has it now: they differ after a transfer and while the owner is away.
    """

    class State(models.TextChoices):
        """Where a task stands."""

        QUEUED = "queued"
        OPEN = "open"
        WAITING = "waiting"
        AFTER = "after"
        DONE = "done"
        CANCELLED = "cancelled"

    process = models.ForeignKey("flow_engine.Process", models.CASCADE, related_name="tasks", db_index=False)
    application = models.ForeignKey("builder.Application", models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    run = models.PositiveIntegerField()
    node = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    parent = models.PositiveIntegerField(null=True)
    depth = models.PositiveSmallIntegerField(default=0)
    assignee = models.ForeignKey("builder.User", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey("builder.User", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State.choices)
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)
    draft_comment = models.TextField(blank=True)
    transfers = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=250)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("builder.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="task_number")]
        indexes = [
            models.Index(fields=["assignee", "-opened_at", "-id"], condition=Q(state="open"), name="task_inbox"),
            models.Index(fields=["done_by", "-done_at", "-id"], condition=Q(state="done"), name="task_done"),
            models.Index(
                fields=["owner", "-opened_at"],
                condition=Q(state="open") & ~Q(owner=F("assignee")),
                name="task_lent",
            ),
        ]

    def __str__(self) -> str:
        return self.title
