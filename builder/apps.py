"""The platform's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from builder.exceptions import translate_problems_with


class BuilderConfig(AppConfig):
    """The platform."""

    name = "builder"
    verbose_name = _("Platform")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the platform's receivers, and teach problems to speak the reader's language."""
        translate_problems_with(gettext)
