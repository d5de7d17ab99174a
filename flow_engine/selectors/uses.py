"""Which flows would stop working without a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions import ExpressionError, compile_expression
from flow_engine.engine.findings import Surroundings
from flow_engine.engine.soundness import check_flow
from flow_engine.models import Flow
from forms_engine.models import Form
from forms_engine.selectors.where_used import Use, use_finders

from .environment import condition_schema
from .findings import surroundings


@use_finders.register
def flows_using(form: Form, field_key: str) -> Iterator[Use]:
    """Find the published flows of the form whose conditions or people need the field; rights over it do not count."""
    flows = Flow.objects.filter(form=form, deleted_at=None, current_version__isnull=False)
    for flow in flows.select_related("current_version"):
        document = flow.current_version.document  # type: ignore[union-attr]  # filtered above
        around = surroundings(form, document)
        if _faults(document, _without(around, form, field_key)) > _faults(document, around):
            yield Use("flow", flow.key, flow.name, _("the flow %(name)s"))


def _without(around: Surroundings, form: Form, field_key: str) -> Surroundings:
    schema = condition_schema(form).without(field_key)

    def read(text: str) -> str:
        try:
            compile_expression(text, schema)
        except ExpressionError as error:
            return error.text()
        return around.read_condition(text)

    fields = {path: one for path, one in around.fields.items() if path.partition(".")[0] != field_key}
    return replace(around, fields=fields, read_condition=read)


def _faults(document: Any, around: Surroundings) -> int:
    return sum(one.blocks and ".fields." not in one.path for one in check_flow(document, around))
