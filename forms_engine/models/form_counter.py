"""Counters: the last number given out."""

from django.db import models


class FormCounter(models.Model):
    """How many numbers one field of a form has given out in one period.

    `field_id` is empty for the running number of the records themselves.
    """

    form = models.ForeignKey("forms_engine.Form", models.CASCADE, related_name="+")
    field_id = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=10, blank=True)
    given = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "field_id", "period"], name="form_counter")]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.field_id}/{self.period}: {self.given}"
