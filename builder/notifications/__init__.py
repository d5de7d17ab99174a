"""Telling people: `notify` reaches them through every channel that can."""

from .services.notifying import notify

__all__ = ["notify"]
