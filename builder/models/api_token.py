"""Tokens with which programs use the API in a person's name."""

from django.db import models


class ApiToken(models.Model):
    """A bearer token; only its digest is kept.

    `scopes` limits what the token may do: any of `read`, `write`, `design`.
    """

    user = models.ForeignKey("builder.User", models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"
