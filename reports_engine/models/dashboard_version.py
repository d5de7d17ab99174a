"""Published dashboards."""

from django.db import models

from builder.definitions.models import Version


class DashboardVersion(Version):
    """A published dashboard."""

    dashboard = models.ForeignKey("reports_engine.Dashboard", models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dashboard", "number"], name="dashboard_version_number")]
        ordering = ["-number"]
