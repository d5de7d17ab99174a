"""The forms engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsEngineConfig(AppConfig):
    """The forms engine."""

    name = "forms_engine"
    verbose_name = _("Forms")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the field types, the jobs, the receivers, the checks, and what the platform's pages show of forms."""
        from forms_engine import checks, jobs, receivers  # noqa: F401
        from forms_engine.fields import field_types
        from forms_engine.selectors import catalog  # noqa: F401
        from forms_engine.services import packages  # noqa: F401
        from forms_engine.views import contributions, navigation  # noqa: F401

        field_types.discover()
