"""Forms: what an app asks for and keeps."""

from django.db import models

from builder.definitions.models import Definition


class Form(Definition):
    """A form being designed; once published, its records lie in a table of their own."""

    icon = models.CharField(max_length=40, default="file-text")
    current_version = models.ForeignKey(
        "forms_engine.FormVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key"], condition=models.Q(deleted_at__isnull=True), name="form_key"
            )
        ]
        ordering = ["id"]
