"""The abstract tables of definitions and their versions."""

from __future__ import annotations

from typing import Any

from django.db import models


class Definition(models.Model):
    """A document being designed.

    `draft_revision` grows with every saved draft; who saves names the one they started from.
    """

    application = models.ForeignKey("builder.Application", models.CASCADE, related_name="%(class)ss")
    key = models.SlugField(max_length=40)
    name = models.JSONField(default=dict)
    draft = models.JSONField(default=dict)
    draft_revision = models.PositiveIntegerField(default=0)
    draft_changed_by = models.ForeignKey("builder.User", models.SET_NULL, null=True, related_name="+")
    draft_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """A published document; never changed."""

    number = models.PositiveIntegerField()
    document: Any = models.JSONField()
    note = models.TextField(blank=True)
    published_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"v{self.number}"
