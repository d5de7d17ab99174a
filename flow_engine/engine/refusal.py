"""A command that may not happen now."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The engine refuses a command; nothing has changed."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
