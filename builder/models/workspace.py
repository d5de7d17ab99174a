"""The organisation on this installation."""

from django.db import models


class Workspace(models.Model):
    """One organisation; a small company has exactly one and never sees the word."""

    name = models.CharField(max_length=150)
    timezone = models.CharField(max_length=63, default="UTC")
    language = models.CharField(max_length=10, default="en")
    currency = models.CharField(max_length=3, default="USD")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
