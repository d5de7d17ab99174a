"""Take files in, and give them to the records that name them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.events.jobs import JobRequest, enqueue
from builder.exceptions import Invalid, Problem
from builder.models import StoredFile, User
from builder.permissions import require
from forms_engine.selectors.access import form_access

from .file_names import kind_of, safe_name, suffix_of

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec
    from forms_engine.models import Form

MEGABYTE = 1024 * 1024
UNCLAIMED_FOR = datetime.timedelta(days=2)
REMOVAL_JOB = "forms.remove_unclaimed_files"


def upload_file(*, actor: User, form: Form, field: FieldSpec, upload: UploadedFile) -> StoredFile:
    """Store a file that a field of a record will name.

    Raises:
        NotAllowed: the actor may neither create nor change records of the form.
        Invalid: the file is empty, too large, or of a kind the field does not take.
    """
    access = form_access(actor, form)
    require(access, "create" if access.can("create") else "amend")
    name = safe_name(upload.name or "")
    problem = _refusal(name, upload.size or 0, field)
    if problem is not None:
        raise Invalid(problems=[problem])
    return store_file(actor=actor, upload=upload, form_id=form.pk, field_id=field.id)


@transaction.atomic
def store_file(*, actor: User, upload: UploadedFile, form_id: int | None = None, field_id: str = "") -> StoredFile:
    """Store a file as it is; what it belongs to is the caller's business."""
    name = safe_name(upload.name or "")
    digest = hashlib.sha256()
    head = b""
    for chunk in upload.chunks():
        head = head or bytes(chunk[:16])
        digest.update(chunk)
    upload.seek(0)
    key = uuid4()
    stored = StoredFile(
        id=key,
        name=name,
        content_type=kind_of(name, head),
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        form_id=form_id,
        field_id=field_id,
        uploaded_by=actor,
    )
    # On disk the file has no name of a stranger's choice, and no ending that a web server would act on.
    stored.content.save(key.hex, upload, save=False)
    stored.save(force_insert=True)
    if form_id is not None:
        _plan_removal()
    return stored


def claim_files(
    *, actor: User, form_id: int, record_id: int, wanted: Sequence[tuple[FieldSpec, Sequence[str]]]
) -> None:
    """Give files to a record: those the actor uploaded for the field, and those it has already.

    Raises:
        Invalid: one of the files is not there, or belongs to something else.
    """
    ids = [file_id for _field, files in wanted for file_id in files]
    if not ids:
        return
    known = {str(file.pk): file for file in StoredFile.objects.filter(pk__in=ids, form_id=form_id)}
    problems = [
        Problem(field.key, "no_such_file", _("One of the files is not there any more. Upload it again."))
        for field, files in wanted
        if not all(_claimable(known.get(file_id), actor, field, record_id) for file_id in files)
    ]
    if problems:
        raise Invalid(problems=problems)
    StoredFile.objects.filter(pk__in=ids, record_id__isnull=True).update(record_id=record_id)


def _plan_removal() -> None:
    due = timezone.now() + UNCLAIMED_FOR
    enqueue(JobRequest(name=REMOVAL_JOB, key=f"{REMOVAL_JOB}:{due:%Y-%m-%d-%H}", due_at=due))


def _claimable(file: StoredFile | None, actor: User, field: FieldSpec, record_id: int) -> bool:
    if file is None or file.field_id != field.id:
        return False
    if file.record_id is None:
        return file.uploaded_by_id == actor.pk or actor.is_system
    return file.record_id == record_id


@transaction.atomic
def remove_unclaimed_files(*, before: datetime.datetime | None = None) -> int:
    """Remove uploads that no record ever named; return how many."""
    limit = before or timezone.now() - UNCLAIMED_FOR
    files = list(StoredFile.objects.filter(form_id__isnull=False, record_id__isnull=True, uploaded_at__lt=limit)[:500])
    remove_files(files)
    return len(files)


def remove_files(files: Iterable[StoredFile]) -> None:
    """Remove files for good, the content after the commit."""
    gone = list(files)
    StoredFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    for file in gone:
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))


def _refusal(name: str, size: int, field: FieldSpec) -> Problem | None:
    most = min(settings.FILE_UPLOAD_MAX_BYTES, field.settings.get("max_size", 1024) * MEGABYTE)
    if not size:
        return Problem(field.key, "empty_file", _("The file is empty."))
    if size > most:
        message = _("The file is larger than %(limit)s MB.")
        return Problem(field.key, "file_too_large", message, {"limit": max(1, most // MEGABYTE)})
    accepted = field.settings.get("accept") or []
    if accepted and f".{suffix_of(name)}" not in accepted:
        message = _("Only these kinds of file are accepted: %(kinds)s.")
        return Problem(field.key, "file_kind", message, {"kinds": ", ".join(accepted)})
    return None
