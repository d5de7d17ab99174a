"""What the designer of a flow has to choose from."""

from __future__ import annotations

import pytest

from builder.exceptions import NotAllowed
from flow_engine.selectors.designing import flow_forms, flow_surroundings
from tests.flow_engine.making import make_flow, person_node


def test_names_stand_behind_everything_that_was_chosen(office):
    """People by id, fields by key, kinds and rules with their signs."""
    flow = make_flow(office, person_node("fin", office.carl))

    given = flow_surroundings(actor=office.admin, flow=flow)

    assert {str(office.carl.pk): "Carl"} == given["names"]["people"]
    assert ["subject", "amount", "reason", "owner_of_budget", "cost_center"] == [one["key"] for one in given["fields"]]
    assert {"start", "approve", "fill", "cc", "exclusive", "parallel", "end"} <= set(given["names"]["kinds"])
    assert {"manager", "role", "person", "initiator"} <= set(given["names"]["rules"])
    assert given["may_publish"]


def test_a_flow_can_be_for_every_form_of_the_app(office):
    """Those who may not design are not told."""
    assert [{"key": "purchase", "label": "purchase"}] == flow_forms(actor=office.admin, application=office.app)
    with pytest.raises(NotAllowed):
        flow_forms(actor=office.ann, application=office.app)
