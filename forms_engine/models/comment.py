"""Comments on records."""

from django.db import models


class Comment(models.Model):
    """What somebody wrote about a record; `mentions` holds the ids of the people it names."""

    form = models.ForeignKey("forms_engine.Form", models.CASCADE, related_name="+")
    record_id = models.BigIntegerField()
    author = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    body = models.TextField()
    mentions = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["form", "record_id", "id"], name="comment_record")]

    def __str__(self) -> str:
        return self.body[:60]
