"""Copies: processes that people are kept informed about."""

from django.db import models


class Copy(models.Model):
    """A copy for one person from one node; the end of the process is the empty node."""

    process = models.ForeignKey("flow_engine.Process", models.CASCADE, related_name="copies", db_index=False)
    user = models.ForeignKey("builder.User", models.CASCADE, related_name="+", db_index=False)
    sent_by = models.ForeignKey("builder.User", models.PROTECT, null=True, related_name="+", db_index=False)
    node = models.CharField(max_length=40, blank=True)
    submission = models.PositiveIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "user", "node", "submission"], name="copy_once")]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="copy_user"),
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="copy_unread"),
        ]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"{self.process_id} -> {self.user_id}"
