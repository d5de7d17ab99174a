"""Tiles as one reader sees them."""

from __future__ import annotations

from reports_engine.selectors.tiles import tiles_for
from tests.forms_engine.making import make_person, make_role
from tests.reports_engine.making import make_dashboard, make_report


def test_tiles_about_records_out_of_reach_are_locked(house):
    """Somebody who may use the app but not read the form is not asked to try."""
    make_report(house)
    document = make_dashboard(house).current_version.document
    bob = make_person("bob")
    make_role(house.app, bob, key="guest")

    def locked(actor):
        shown = tiles_for(actor=actor, application=house.app, document=document)["tiles"]
        return [(tile["name"], tile["locked"]) for tile in shown]

    assert [("report", False)] == locked(house.ann)
    assert [("report", True)] == locked(bob)
