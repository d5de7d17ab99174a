"""Published versions of forms."""

from django.db import models

from builder.definitions.models import Version


class FormVersion(Version):
    """One published state of a form; every record names the version it was last saved under."""

    form = models.ForeignKey("forms_engine.Form", models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_number")]
        ordering = ["form", "number"]
