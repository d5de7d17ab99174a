"""The flow engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowsEngineConfig(AppConfig):
    """The flow engine."""

    name = "flow_engine"
    verbose_name = _("Flows")
    default_auto_field = "django.db.models.BigAutoField"
