"""The reports engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsEngineConfig(AppConfig):
    """The reports engine."""

    name = "reports_engine"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"
