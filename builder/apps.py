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
        """Find the types and what runs in the background, and teach problems to speak the reader's language."""
        from builder import celery  # noqa: F401 -- from now on Celery's current app is ours
        from builder.channels import channels
        from builder.events import checks, guard  # noqa: F401 -- both register themselves
        from builder.notifications import jobs, receivers  # noqa: F401 -- likewise

        translate_problems_with(gettext)
        channels.discover()
