"""The rules engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesEngineConfig(AppConfig):
    """The rules engine."""

    name = "rules_engine"
    verbose_name = _("Rules")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the triggers, actions, receivers and jobs."""
        from . import jobs, receivers  # noqa: F401
        from .actions import action_types
        from .services import packages  # noqa: F401
        from .triggers import trigger_types
        from .views import contributions  # noqa: F401

        trigger_types.discover()
        action_types.discover()
