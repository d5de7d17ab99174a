"""Published versions of flows."""

from django.db import models

from builder.definitions.models import Version


class FlowVersion(Version):
    """One published state of a flow; a process runs to its end on the version it started with."""

    flow = models.ForeignKey("flow_engine.Flow", models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "number"], name="flow_version_number")]
        ordering = ["flow", "number"]
