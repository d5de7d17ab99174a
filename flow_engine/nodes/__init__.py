"""Node types: what a step of a flow can be."""

from builder.registry import Registry

from .base import Node

node_types: Registry[Node] = Registry("node type", __name__)
