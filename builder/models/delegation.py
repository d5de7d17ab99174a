"""Delegations: somebody decides for somebody else for a time."""

from django.db import models


class Delegation(models.Model):
    """While it lasts, tasks of the principal go to the deputy; no application means all of them."""

    principal = models.ForeignKey("builder.User", models.CASCADE, related_name="delegations_given")
    deputy = models.ForeignKey("builder.User", models.CASCADE, related_name="delegations_taken")
    application = models.ForeignKey("builder.Application", models.CASCADE, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["principal", "ends_at"], name="delegation_principal")]

    def __str__(self) -> str:
        return f"{self.principal} -> {self.deputy}"
