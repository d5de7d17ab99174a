"""How many records there are: exactly up to a bound, estimated beyond."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem

COUNTED_TO = 10_000


def count_records(records: QuerySet[Any], how: str) -> tuple[int | None, bool]:
    """Return a count and whether it is exact; counting stops at 10,000, beyond which an estimate is told if asked.

    Raises:
        Invalid: there is no such way to count.
    """
    if how == "none":
        return None, True
    if how not in ("estimate", "exact"):
        raise Invalid(problems=[Problem("count", "option", _("Choose none, estimate or exact."))])
    counted = records.order_by()[: COUNTED_TO + 1].values("pk").count()
    if counted <= COUNTED_TO:
        return counted, True
    return (max(_estimate(records), COUNTED_TO) if how == "estimate" else COUNTED_TO), False


def _estimate(records: QuerySet[Any]) -> int:
    if connections[records.db].vendor != "postgresql":
        return COUNTED_TO
    plan = records.order_by().values("pk").explain(format="json")
    # Django joins the lines of the answer; the planner's guess is the first "Plan Rows".
    _before, _name, after = plan.partition("Plan Rows")
    digits = "".join(char for char in after[:30] if char.isdigit() or char == ",").partition(",")[0]
    return int(digits or 0)
