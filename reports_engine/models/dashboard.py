"""Dashboards."""

from django.db import models

from builder.definitions.models import Definition


class Dashboard(Definition):
    """A dashboard being designed."""

    current_version = models.ForeignKey("reports_engine.DashboardVersion", models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="dashboard_key")]
        ordering = ["id"]
