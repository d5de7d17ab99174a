"""Processes: flows that run about a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Process(models.Model):
    """One run of a flow.

    `marking` holds tokens, open runs and incidents; the row is locked for every command, and `revision` guards it a
    second time.
    """

    class Status(models.TextChoices):
        """Where a process stands."""

        DRAFT = "draft", _("Withdrawn")
        RUNNING = "running", _("In progress")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        CANCELLED = "cancelled", _("Cancelled")
        TERMINATED = "terminated", _("Terminated")

    ACTIVE = (Status.RUNNING, Status.RETURNED)

    application = models.ForeignKey("builder.Application", models.CASCADE, related_name="+", db_index=False)
    flow = models.ForeignKey("flow_engine.Flow", models.PROTECT, related_name="processes", db_index=False)
    version = models.ForeignKey("flow_engine.FlowVersion", models.PROTECT, related_name="+")
    form = models.ForeignKey("forms_engine.Form", models.PROTECT, related_name="+", db_index=False)
    record_id = models.BigIntegerField()
    single = models.BooleanField(default=True)
    title = models.CharField(max_length=250)
    initiator = models.ForeignKey("builder.User", models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    submission = models.PositiveIntegerField(default=0)
    marking = models.JSONField(default=dict)
    incident_count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["initiator", "-started_at", "-id"], name="process_initiator"),
            models.Index(fields=["form", "record_id", "-id"], name="process_record"),
            models.Index(fields=["flow", "status", "-started_at"], name="process_flow"),
            models.Index(fields=["id"], condition=models.Q(incident_count__gt=0), name="process_stopped"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "record_id"],
                condition=models.Q(status__in=["running", "returned"], single=True),
                name="process_one_per_record",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title
