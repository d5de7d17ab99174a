"""What a rule does, one file per action."""

from builder.registry import Registry

from .base import Action, ActionContext

action_types: Registry[Action] = Registry("action", __name__)

__all__ = ["Action", "ActionContext", "action_types"]
