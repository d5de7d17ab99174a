"""What reports ask about, one file per dataset type."""

from builder.registry import Registry

from .base import Dataset

dataset_types: Registry[Dataset] = Registry("dataset type", __name__)

__all__ = ["Dataset", "dataset_types"]
