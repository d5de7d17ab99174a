"""Reports."""

from django.db import models

from builder.definitions.models import Definition


class Report(Definition):
    """A report being designed."""

    current_version = models.ForeignKey("reports_engine.ReportVersion", models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="report_key")]
        ordering = ["id"]
