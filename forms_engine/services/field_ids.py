"""Stable ids of fields."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz"
SIGNS = LETTERS + "23456789"


def new_field_id() -> str:
    """Return an id nobody has yet: short, without letters that look alike, good as part of a column's name."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _place in range(7))
