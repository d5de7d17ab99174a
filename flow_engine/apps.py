"""The flow engine's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FlowsEngineConfig(AppConfig):
    """The flow engine."""

    name = "flow_engine"
    verbose_name = _("Flows")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find the node types and people rules, and listen to the engines below."""
        from builder.applications.navigation import inbox_counters

        from . import jobs, receivers  # noqa: F401 -- both register themselves
        from .assignees import assignee_types
        from .nodes import node_types
        from .selectors import hiding, uses, visibility  # noqa: F401 -- they register themselves
        from .selectors.inbox import count_todo
        from .services import packages  # noqa: F401 -- registers itself
        from .views import contributions  # noqa: F401 -- registers itself

        node_types.discover()
        assignee_types.discover()
        inbox_counters.register(count_todo)
