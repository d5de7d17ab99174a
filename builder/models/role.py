"""Roles: what a group of people may do in an app."""

from django.contrib.auth.models import Group
from django.db import models


class Role(models.Model):
    """A named set of grants in one app.

    `grants` is a document checked by `builder.permissions`: `{"app": ["use", "design", ...], "forms": {"<form key>":
    {"actions": [...], "scope": {...}, "fields": {"<field key>": "hidden|masked|read|edit"}}}}`; the form key `*` is the
    default for forms not named. The group carries the role's rights on definitions.
    """

    application = models.ForeignKey("builder.Application", models.CASCADE, related_name="roles")
    key = models.SlugField(max_length=40)
    name = models.JSONField(default=dict)
    grants = models.JSONField(default=dict)
    everyone = models.BooleanField(default=False)
    group = models.OneToOneField(Group, models.PROTECT, null=True, related_name="role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="role_key")]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key


class RoleMember(models.Model):
    """A person or a whole department (with everything below it) in a role."""

    role = models.ForeignKey("builder.Role", models.CASCADE, related_name="members")
    user = models.ForeignKey("builder.User", models.CASCADE, null=True, blank=True, related_name="role_memberships")
    department = models.ForeignKey("builder.Department", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, department__isnull=True)
                | models.Q(user__isnull=True, department__isnull=False),
                name="role_member_is_one",
            ),
            models.UniqueConstraint(fields=["role", "user"], name="role_member_user"),
            models.UniqueConstraint(fields=["role", "department"], name="role_member_department"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.user or self.department}"
