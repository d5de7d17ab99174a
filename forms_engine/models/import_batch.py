"""Imports: a file on its way into a form."""

from django.db import models


class ImportBatch(models.Model):
    """One import, from the upload to its outcome.

    `plan` says how to read the file (see `imports.plans`); `counts` grows while it runs: `{"rows", "done", "failed"}`.
    `event_id` is the event that every imported record names as its cause.
    """

    class State(models.TextChoices):
        """Where an import stands."""

        UPLOADED = "uploaded"
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    application = models.ForeignKey("builder.Application", models.CASCADE, related_name="+")
    form = models.ForeignKey("forms_engine.Form", models.CASCADE, null=True, related_name="+")
    source = models.ForeignKey("builder.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    plan = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    event_id = models.BigIntegerField(null=True)
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportProblem(models.Model):
    """A row that was not imported: its cells as they were, and why."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    cells = models.JSONField()
    reasons = models.JSONField()

    class Meta:
        ordering = ["row"]
        indexes = [models.Index(fields=["batch", "row"], name="import_problem_row")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.row}"
