"""Find forms, their drafts and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from builder.applications.selectors.applications import get_application
from builder.exceptions import NotAllowed, NotFound
from builder.models import Application, User
from builder.permissions import access_to, may_design
from forms_engine.engine import FormSpec
from forms_engine.exceptions import FormNotPublished
from forms_engine.models import Form, FormVersion
from forms_engine.storage import kept_generation, models_for

_STAMP = """
SELECT app.id, app.version_stamp, workspace.timezone
FROM builder_application app JOIN builder_workspace workspace ON workspace.id = app.workspace_id
WHERE app.key = %s AND app.deleted_at IS NULL
"""


def list_forms(*, actor: User, application: Application) -> list[Form]:
    """Return the forms of an app that the actor may design or whose records they may use."""
    forms = _living(application)
    access = access_to(actor, application)
    if access.can("design"):
        return list(forms)
    return [
        form
        for form in forms
        if (form.current_version_id is not None and access.form(form.key).actions)
        or may_design(actor, application, form)
    ]


def get_form(*, actor: User, app_key: str, form_key: str) -> Form:
    """Return a form; to those who may do nothing with it, it does not exist."""
    application = get_application(actor=actor, key=app_key)
    form = _living(application).filter(key=form_key).first()
    if form is None:
        raise NotFound(_("There is no such form."))
    if not access_to(actor, application).form(form_key).actions and not may_design(actor, application, form):
        raise NotFound(_("There is no such form."))
    form.application = application
    return form


def get_used_form(*, actor: User, app_key: str, form_key: str) -> Form:
    """Return a published form for work with its records; it is shared between requests, so nobody may change it.

    One small statement asks for the version stamp; the rest is known to this process since the last publish.

    Raises:
        NotFound: there is no such form, it is not published, or the actor may do nothing with it.
    """
    living = Form.objects.filter(application__key=app_key, application__deleted_at=None, key=form_key, deleted_at=None)
    form = _known_form(app_key, form_key) or living.select_related("application__workspace").defer("draft").first()
    if form is None or form.current_version_id is None:
        raise NotFound(_("There is no such form."))
    access = access_to(actor, form.application)
    if not access.can("use") or not (access.form(form_key).actions or may_design(actor, form.application, form)):
        raise NotFound(_("There is no such form."))
    return form


def _known_form(app_key: str, form_key: str) -> Form | None:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [app_key])
        row = cursor.fetchone()
    generation = kept_generation(row[0], row[1]) if row is not None else None
    form = generation.form(form_key) if generation is not None else None
    if form is not None:
        form.application.workspace.timezone = row[2]
    return form


def get_design(*, actor: User, app_key: str, form_key: str) -> Form:
    """Return a form for its designer."""
    form = get_form(actor=actor, app_key=app_key, form_key=form_key)
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not change this form."))
    return form


def get_form_by_id(*, actor: User, form_id: int) -> Form:
    """Return a form by its id, for links that carry no keys."""
    keys = Form.objects.filter(pk=form_id, deleted_at=None).values_list("application__key", "key").first()
    if keys is None:
        raise NotFound(_("There is no such form."))
    return get_form(actor=actor, app_key=keys[0], form_key=keys[1])


def published_form(*, app_key: str, form_key: str) -> Form:
    """Return a published form, for flows, rules and jobs; the services they call ask for the permission.

    Raises:
        NotFound: there is no such form.
        FormNotPublished: it has no version yet.
    """
    form = (
        Form.objects.select_related("application__workspace", "current_version")
        .filter(application__key=app_key, application__deleted_at=None, key=form_key, deleted_at=None)
        .first()
    )
    if form is None:
        raise NotFound(_("There is no such form."))
    if form.current_version is None:
        raise FormNotPublished.of(form)
    return form


def form_spec(form: Form) -> FormSpec:
    """Return the compiled published form.

    Raises:
        FormNotPublished: it has no version yet.
    """
    generation = models_for(form.application)
    if form.pk not in generation:
        raise FormNotPublished.of(form)
    return generation.spec(form.pk)


def list_versions(*, actor: User, form: Form) -> list[FormVersion]:
    """Return the versions of a form, the newest first, without their documents."""
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not see the versions of this form."))
    return list(form.versions.select_related("published_by").defer("document").order_by("-number"))


def get_version(*, actor: User, form: Form, number: int) -> FormVersion:
    """Return one version of a form with its document."""
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not see the versions of this form."))
    version = form.versions.select_related("published_by").filter(number=number).first()
    if version is None:
        raise NotFound(_("There is no such version."))
    return version


def link_targets(form: Form, document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the documents a form's links may point to: the app's published forms, and the form itself."""
    others = Form.objects.filter(application=form.application_id, deleted_at=None, current_version__isnull=False)
    found = dict(others.values_list("key", "current_version__document"))
    return {**found, form.key: document}


def _living(application: Application) -> QuerySet[Form]:
    forms = Form.objects.filter(application=application, deleted_at=None)
    return forms.select_related("application__workspace", "current_version", "draft_changed_by")
