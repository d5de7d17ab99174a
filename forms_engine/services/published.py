"""The published state of a form, held still while a record is written."""

from __future__ import annotations

from django.db import connection

from builder.models import Application
from forms_engine.exceptions import FormNotPublished
from forms_engine.models import Form
from forms_engine.storage import Generation, models_for


def hold_published(form: Form) -> Generation:
    """Return the generation of the version in use, which nobody can replace before the transaction ends.

    Raises:
        FormNotPublished: the form has no version yet.
    """
    table = connection.ops.quote_name(Form._meta.db_table)
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_version_id FROM {table} WHERE id = %s{lock}", [form.pk])  # noqa: S608
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise FormNotPublished.of(form)
    generation = models_for(form.application)
    if form.pk in generation and generation.version_id(form.pk) == row[0]:
        return generation
    # Somebody published since the caller read the app.
    form.application = Application.objects.select_related("workspace").get(pk=form.application_id)
    return models_for(form.application)
