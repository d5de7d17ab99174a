"""Tell the platform what the forms of an app are called and hold."""

from __future__ import annotations

from collections.abc import Iterator

from builder.applications.catalog import CatalogField, CatalogForm, form_listers
from builder.definitions.text import localized
from builder.models import Application
from forms_engine.models import Form
from forms_engine.storage import models_for


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
