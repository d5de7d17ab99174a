"""Create forms, save their drafts and put them away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder import documents
from builder.definitions.services.drafts import save_draft
from builder.definitions.services.publishing import change_stamp
from builder.definitions.text import TEXT_SCHEMA, localized
from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, Invalid, NotAllowed, Problem
from builder.models import Application, User
from builder.permissions import access_to, may_design, require
from forms_engine.engine import DOCUMENT_SCHEMA
from forms_engine.events import FormDeleted
from forms_engine.models import Form

from .publishing import check_draft, completed, publish_form, review_form

__all__ = [
    "check_draft",
    "create_form",
    "delete_form",
    "publish_form",
    "rename_form",
    "restore_form",
    "review_form",
    "save_form_draft",
]

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
RESERVED_KEYS = frozenset({"new", "dashboards", "reports"})
EMPTY: dict[str, Any] = {"type": "object", "properties": {}, "x-layout": []}


@transaction.atomic
def create_form(
    *,
    actor: User,
    application: Application,
    name: Any,
    key: str = "",
    icon: str = "file-text",
    document: Mapping[str, Any] | None = None,
) -> Form:
    """Create a form with a draft, empty unless one is given."""
    require(access_to(actor, application), "design")
    form = Form(application=application, key=key, name=_text(name), icon=icon, draft_changed_by=actor)
    form.draft_changed_at = timezone.now()
    form.key = key or _free_key(application, localized(form.name, "en"))
    _check(form)
    draft = {"title": localized(form.name, "en"), **(document or EMPTY)}
    _refuse_shape(draft)
    form.draft = completed(form, draft)
    form.draft_revision = 1
    try:
        with transaction.atomic():
            form.save(force_insert=True)
    except IntegrityError:
        raise _key_taken() from None
    return form


@transaction.atomic
def save_form_draft(*, actor: User, form: Form, document: Any, base_revision: int) -> int:
    """Save the draft and return its new revision; what is not finished may be wrong, but not shapeless.

    Raises:
        DraftChanged: somebody else saved since `base_revision`.
        Invalid: the document is no form at all.
    """
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not change this form."))
    _refuse_shape(document)
    return save_draft(definition=form, document=completed(form, document), base_revision=base_revision, actor=actor)


@transaction.atomic
def rename_form(*, actor: User, form: Form, name: Any = None, icon: str | None = None) -> Form:
    """Change what a form is called and its sign in menus; its key stays."""
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not change this form."))
    form.name = form.name if name is None else _text(name)
    form.icon = icon or form.icon
    _check(form)
    form.save(update_fields=["name", "icon"])
    change_stamp(form.application)
    return form


@transaction.atomic
def delete_form(*, actor: User, form: Form) -> None:
    """Put a form into the recycle bin; its records stay in the database.

    Raises:
        Conflict: another form links to it.
    """
    require(access_to(actor, form.application), "design")
    users = [localized(other.name) for other in _linking(form)]
    if users:
        raise Conflict(_("These forms link to it: %(forms)s.") % {"forms": ", ".join(users)})
    form.deleted_at = timezone.now()
    form.save(update_fields=["deleted_at"])
    change_stamp(form.application)
    subject = Subject(application_id=form.application_id, form_id=form.pk)
    announce(FormDeleted(actor=Actor.of(actor), subject=subject, form_id=form.pk))


@transaction.atomic
def restore_form(*, actor: User, form: Form) -> Form:
    """Take a form out of the recycle bin."""
    require(access_to(actor, form.application), "design")
    if Form.objects.filter(application=form.application_id, key=form.key, deleted_at=None).exists():
        raise Conflict(_("Another form has this key now."))
    form.deleted_at = None
    form.save(update_fields=["deleted_at"])
    change_stamp(form.application)
    return form


def _linking(form: Form) -> list[Form]:
    others = Form.objects.filter(application=form.application_id, deleted_at=None, current_version__isnull=False)
    return [
        other
        for other in others.exclude(pk=form.pk).select_related("current_version")
        if other.current_version is not None and form.key in _targets(other.current_version.document)
    ]


def _targets(document: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for prop in document.get("properties", {}).values():
        if prop["x-field"]["type"] == "link":
            found.add(prop["x-field"].get("form", ""))
        found |= _targets(prop.get("items", {}))
    return found


def _refuse_shape(document: Any) -> None:
    problems = documents.check(DOCUMENT_SCHEMA, document)
    if problems:
        raise Invalid(_("This is not a form."), problems=problems)


def _check(form: Form) -> None:
    problems = [problem.under("name") for problem in documents.check(TEXT_SCHEMA, form.name)]
    if not problems and not localized(form.name).strip():
        problems.append(Problem("name", "required", _("Give the form a name.")))
    if not KEY.match(form.key) or form.key in RESERVED_KEYS:
        message = _("Use small letters, digits and underscores; begin with a letter. At most 40 characters.")
        problems.append(Problem("key", "pattern", message))
    if problems:
        raise Invalid(problems=problems)
    same = Form.objects.filter(application=form.application, key=form.key, deleted_at=None).exclude(pk=form.pk)
    if same.exists():
        raise _key_taken()


def _key_taken() -> Conflict:
    return Conflict(_("Another form has this key."), problems=[Problem("key", "unique", _("This key is taken."))])


def _text(text: Any) -> Any:
    return {"en": text.strip()} if isinstance(text, str) else text


def _free_key(application: Application, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:32].strip("_")
    stem = stem if stem[:1].isalpha() else f"form_{stem}".rstrip("_")
    taken = RESERVED_KEYS | set(Form.objects.filter(application=application).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key
