"""The reports engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsEngineConfig(AppConfig):
    """The reports engine."""

    name = "reports_engine"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the datasets and chart types, and tell the platform's pages about reports."""
        from .charts import chart_types
        from .datasets import dataset_types
        from .selectors import uses  # noqa: F401
        from .services import packages  # noqa: F401
        from .views import contributions  # noqa: F401

        chart_types.discover()
        dataset_types.discover()
