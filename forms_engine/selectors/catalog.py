"""Tell the platform what the forms of an app are called and hold, and whether a row scope fits them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.applications.catalog import CatalogField, CatalogForm, form_listers, scope_checkers
from builder.definitions.text import localized
from builder.exceptions import Invalid, Problem
from builder.models import Application
from builder.organization import system_user
from forms_engine.models import Form
from forms_engine.storage import models_for

from .expressions import compile_condition
from .scope import TrustedScope

ANY_FORM = "*"


@form_listers.register
def published_forms(application: Application) -> Iterator[CatalogForm]:
    """Return the published forms of an app with their fields, for the page that gives access."""
    generation = models_for(application)
    for form in Form.objects.filter(application=application, deleted_at=None).order_by("pk"):
        fields = (
            tuple(CatalogField(path, localized(one.label)) for path, one in generation.spec(form.pk).walk())
            if form.pk in generation
            else ()
        )
        yield CatalogForm(form.key, localized(form.name), fields)


@scope_checkers.register
def scope_problems(application: Application, form_key: str, expression: str) -> list[Problem]:
    """Return what keeps an expression from limiting the records of a form, or of every form for `*`."""
    generation = models_for(application)
    keys = list(generation.form_ids) if form_key == ANY_FORM else [form_key]
    for form in filter(None, map(generation.form, keys)):
        try:
            compile_condition(TrustedScope(system_user(), form, generation), expression, "")
        except Invalid as error:
            return list(error.problems)
    return []
