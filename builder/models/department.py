"""Departments: the tree of the organisation."""

from django.db import models


class Department(models.Model):
    """A part of the organisation.

    `path` holds the ids from the root down, each ended by a slash (`1/4/9/`), so that a department and everything below
    it is one indexed prefix.
    """

    workspace = models.ForeignKey("builder.Workspace", models.CASCADE, related_name="departments")
    name = models.CharField(max_length=150)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    head = models.ForeignKey("builder.User", models.SET_NULL, null=True, blank=True, related_name="heads")
    path = models.CharField(max_length=255, db_index=True, editable=False, default="")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name
