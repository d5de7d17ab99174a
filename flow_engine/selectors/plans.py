"""Compiled flows, by published version."""

from __future__ import annotations

from datetime import datetime

from flow_engine.engine import Plan, compile_flow
from flow_engine.models import FlowVersion

MAX_PLANS = 500

_plans: dict[tuple[int, datetime], Plan] = {}


def plan_of(version: FlowVersion) -> Plan:
    """Return the plan of a version; versions never change, so it is compiled once.

    The version may have come without its document; then it is read only when the plan is not known yet.
    """
    key = (version.pk, version.published_at)
    plan = _plans.get(key)
    if plan is None:
        if len(_plans) >= MAX_PLANS:
            _plans.clear()
        plan = _plans[key] = compile_flow(version.document)
    return plan
