"""Uploaded files."""

import uuid

from django.db import models


class StoredFile(models.Model):
    """A file somebody uploaded; it belongs to a record once a record names it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="files/%Y/%m/", max_length=300)
    form_id = models.BigIntegerField(null=True, db_index=True)
    record_id = models.BigIntegerField(null=True)
    field_id = models.CharField(max_length=20, blank=True)
    uploaded_by = models.ForeignKey("builder.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
