"""Which reports would stop working without a field."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from forms_engine.models import Form
from forms_engine.selectors.where_used import Use, use_finders
from reports_engine.datasets import dataset_types
from reports_engine.engine import problems_of
from reports_engine.models import Report


@use_finders.register
def reports_using(form: Form, field_key: str) -> Iterator[Use]:
    """Find the published reports of the app that group by, sum up or filter by the field."""
    reports = Report.objects.filter(application=form.application_id, deleted_at=None, current_version__isnull=False)
    for report in reports.select_related("current_version"):
        document = report.current_version.document  # type: ignore[union-attr]  # filtered above
        if document["dataset"]["form"] != form.key:
            continue
        schema = dataset_types.get(document["dataset"]["type"]).schema(form)
        if len(problems_of(document, schema.without(field_key))) > len(problems_of(document, schema)):
            yield Use("report", report.key, report.name, _("the report %(name)s"))
