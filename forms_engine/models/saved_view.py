"""Saved views: how somebody likes to see a list."""

from django.db import models


class SavedView(models.Model):
    """A filter, an order and a choice of columns under a name; without an owner it is shared with everybody.

    `document` holds `filter` (expression text or a condition tree), `sort`, `columns` and `search`.
    """

    form = models.ForeignKey("forms_engine.Form", models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey("builder.User", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    document = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
