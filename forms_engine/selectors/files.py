"""Find files that the actor may read: those of records they see, in fields they see, and their own fresh uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import StoredFile
from forms_engine.storage import models_for

from .access import field_masks
from .records import require_visible
from .titles import OUT_OF_SIGHT

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.models import Form


def get_file(actor: User, form: Form, file_id: UUID) -> StoredFile:
    """Return a file.

    Raises:
        NotFound: there is no such file, or none the actor may read.
    """
    file = StoredFile.objects.filter(pk=file_id, form_id=form.pk).first()
    if file is None or not _may_read(actor, form, file):
        raise NotFound(_("There is no such file."))
    return file


def record_files(actor: User, form: Form, record_id: int) -> list[dict[str, Any]]:
    """Return the files of a record with the fields that name them.

    Raises:
        NotFound: there is no such record for the actor.
    """
    require_visible(actor, form, record_id)
    seen = _seen_fields(actor, form)
    files = StoredFile.objects.filter(form_id=form.pk, record_id=record_id, field_id__in=seen).order_by("uploaded_at")
    return [{**file_as_dict(file), "field": seen[file.field_id]} for file in files]


def file_as_dict(file: StoredFile) -> dict[str, Any]:
    """Return a file as the API shows it."""
    return {
        "id": str(file.pk),
        "name": file.name,
        "size": file.size,
        "content_type": file.content_type,
        "sha256": file.sha256,
        "uploaded_at": file.uploaded_at.isoformat(),
    }


def _may_read(actor: User, form: Form, file: StoredFile) -> bool:
    if file.record_id is None:
        return file.uploaded_by_id == actor.pk
    if file.field_id not in _seen_fields(actor, form):
        return False
    require_visible(actor, form, file.record_id)
    return True


def _seen_fields(actor: User, form: Form) -> dict[str, str]:
    masks = field_masks(actor, form)
    walked = models_for(form.application).spec(form.pk).walk()
    return {one.id: path for path, one in walked if one.type == "file" and masks.get(path) not in OUT_OF_SIGHT}
