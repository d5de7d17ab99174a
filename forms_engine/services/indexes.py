"""Build the indexes that would have held up writers when the form was published."""

from __future__ import annotations

from django.db import connection

from forms_engine.models import Form
from forms_engine.storage.generations import read_generation
from forms_engine.storage.indexes import missing_indexes


def build_missing_indexes(form_id: int) -> list[str]:
    """Build every index a form still lacks, one after the other, and return their names.

    On PostgreSQL each is built beside the writers, which cannot happen in a transaction; what an earlier attempt left
    unfinished is dropped first.
    """
    form = Form.objects.select_related("application").filter(pk=form_id, current_version__isnull=False).first()
    if form is None:
        return []
    concurrently = connection.vendor == "postgresql" and not connection.in_atomic_block
    built = []
    for plan in missing_indexes(form_id, read_generation(form.application).spec(form_id)):
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(plan.name)
            cursor.execute(f"DROP INDEX {'CONCURRENTLY ' if concurrently else ''}IF EXISTS {name}")
            cursor.execute(plan.sql(concurrently=concurrently))
        built.append(plan.name)
    return built
