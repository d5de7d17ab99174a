"""Channels: the ways to reach a person, one file each."""

from builder.registry import Registry

from .base import Channel, Message

__all__ = ["Channel", "Message", "channels"]

channels: Registry[Channel] = Registry("channel", __name__)
