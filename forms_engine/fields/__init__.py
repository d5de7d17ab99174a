"""Field types: what a form can ask for."""

from builder.registry import Registry

from .base import Column, Field

field_types: Registry[Field] = Registry("field type", __name__)

__all__ = ["Column", "Field", "field_types"]
