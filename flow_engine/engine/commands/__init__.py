"""Commands: what people may ask of a process."""

from . import assign, decide, lifecycle, mend, talk
from .base import COMMANDS, Command, Handler

__all__ = ["COMMANDS", "Command", "Handler", "assign", "decide", "lifecycle", "mend", "talk"]
