"""Which rules would stop working without a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms_engine.models import Form
from forms_engine.selectors.where_used import Use
from forms_engine.storage import models_for
from rules_engine.engine import problems_of
from rules_engine.models import Rule

from .facts import with_past


def rules_using(form: Form, field_key: str) -> Iterator[Use]:
    """Find the published rules of the app that read or write the field."""
    schema = models_for(form.application).spec(form.pk).schema
    before, after = with_past(schema), with_past(schema.without(field_key))
    rules = Rule.objects.filter(application=form.application_id, deleted_at=None, current_version__isnull=False)
    for rule in rules.select_related("current_version"):
        document = rule.current_version.document  # type: ignore[union-attr]  # filtered above
        app = form.application.key
        reads = document["form"] == form.key and len(problems_of(document, after, app)) > len(
            problems_of(document, before, app)
        )
        if reads or any(_writes(step["settings"], document["form"], form, field_key) for step in document["steps"]):
            yield Use("rule", rule.key, rule.name, _("the rule %(name)s"))


def _writes(settings: Mapping[str, Any], own_form: str, form: Form, field_key: str) -> bool:
    target = (settings.get("app") or form.application.key, settings.get("form") or own_form)
    mapped = {*settings.get("values", {}), *settings.get("lines", {})}
    return target == (form.application.key, form.key) and field_key in mapped
