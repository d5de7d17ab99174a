"""Which flows need a field."""

from __future__ import annotations

from flow_engine.selectors.uses import flows_using
from tests.flow_engine.making import make_flow, person_node


def test_a_flow_needs_the_fields_of_its_conditions_and_people(office):
    """What it only shows or hides may go."""
    lanes = [{"when": "amount > 100", "items": [person_node("chief", office.chief)]}, {"default": True, "items": []}]
    make_flow(
        office,
        {"key": "large", "kind": "exclusive", "lanes": lanes},
        {**person_node("boss"), "who": [{"by": "member_field", "field": "owner_of_budget"}]},
        person_node("fin", office.carl, fields={"reason": "hidden"}),
    )

    def used(key: str) -> list[str]:
        return [use.text() for use in flows_using(office.form, key)]

    assert ["the flow Approval"] == used("amount") == used("owner_of_budget")
    assert [] == used("reason") == used("subject")
