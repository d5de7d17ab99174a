"""Answers already given to repeated requests."""

from django.db import models


class IdempotencyKey(models.Model):
    """A key sent with a write, and the answer it got."""

    user = models.ForeignKey("builder.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key")]

    def __str__(self) -> str:
        return self.key
