"""The forms engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsEngineConfig(AppConfig):
    """The forms engine."""

    name = "forms_engine"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the field types, the jobs and the receivers."""
        from forms_engine import jobs, receivers  # noqa: F401
        from forms_engine.fields import field_types

        field_types.discover()
