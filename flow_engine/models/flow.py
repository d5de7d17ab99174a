"""Flows: how a request is decided."""

from django.db import models

from builder.definitions.models import Definition


class Flow(Definition):
    """A flow being designed; it starts when its form is submitted, once it is published and enabled."""

    form = models.ForeignKey("forms_engine.Form", models.PROTECT, related_name="flows")
    current_version = models.ForeignKey(
        "flow_engine.FlowVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    enabled = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key"], condition=models.Q(deleted_at__isnull=True), name="flow_key"
            )
        ]
        indexes = [models.Index(fields=["form"], name="flow_form")]
        ordering = ["id"]
