"""The records of one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from builder.expressions import Schema
from forms_engine.selectors.aggregates import AggregateSpec, Figures, aggregate_records
from forms_engine.selectors.aggregates import Dimension as Grouping
from forms_engine.selectors.aggregates import Measure as Figure
from forms_engine.storage import models_for

from . import dataset_types
from .base import Dataset

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.models import Form

FUNCTIONS = {"distinct": "count_distinct"}


@dataset_types.register
class RecordsDataset(Dataset):
    """The records of a form that the reader may see."""

    key = "records"
    label = _("Records of a form")
    icon = "table"

    def schema(self, form: Form) -> Schema:
        """Return the names that expressions over the form may use."""
        return models_for(form.application).spec(form.pk).schema

    def ask(self, *, actor: User, form: Form, query: Any) -> Figures:
        """Return the figures from one SQL statement with the actor's row scope and masks inside it."""
        known = {one.key for one in query.dimensions}
        names = {one.key: f"d{index}" for index, one in enumerate(query.dimensions)}
        names |= {one.key: f"m{index}" for index, one in enumerate(query.measures) if one.key not in known}
        sort = tuple(("-" if descending else "") + names[by] for by, descending in query.sort if by in names)
        spec = AggregateSpec(
            dimensions=[Grouping(field=one.field, grain=one.grain) for one in query.dimensions],
            measures=[
                Figure(fn=FUNCTIONS.get(one.op, one.op), field=one.field, expression=one.expression)
                for one in query.measures
            ],
            filter=query.filter or None,
            sort=sort,
            limit=query.limit,
        )
        return aggregate_records(actor, form, spec)
