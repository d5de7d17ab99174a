"""People rules: how a node finds who works on it."""

from builder.registry import Registry

from .base import Assignee

assignee_types: Registry[Assignee] = Registry("people rule", __name__)
