"""Applications: what builders make."""

from django.db import models


class Application(models.Model):
    """An app: forms, flows, rules, reports, dashboards, roles and a menu.

    `version_stamp` changes with every publish inside the app; caches of compiled definitions carry it.
    """

    workspace = models.ForeignKey("builder.Workspace", models.CASCADE, related_name="applications")
    key = models.SlugField(max_length=40, unique=True)
    name = models.JSONField(default=dict)
    description = models.JSONField(default=dict, blank=True)
    icon = models.CharField(max_length=40, default="box")
    accent = models.CharField(max_length=20, default="blue")
    menu = models.JSONField(default=list, blank=True)
    version_stamp = models.PositiveBigIntegerField(default=1)
    created_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key
