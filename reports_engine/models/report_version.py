"""Published reports."""

from django.db import models

from builder.definitions.models import Version


class ReportVersion(Version):
    """A published report."""

    report = models.ForeignKey("reports_engine.Report", models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_version_number")]
        ordering = ["-number"]
