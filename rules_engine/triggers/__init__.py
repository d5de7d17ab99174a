"""What starts a rule, one file per trigger."""

from builder.registry import Registry

from .base import Trigger

trigger_types: Registry[Trigger] = Registry("trigger", __name__)

__all__ = ["Trigger", "trigger_types"]
