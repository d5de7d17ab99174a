"""What flows add to the platform's pages."""

from __future__ import annotations

from builder.applications.design_steps import design_steps
from builder.applications.home import tasks_of
from builder.applications.navigation import entries_for
from builder.applications.record_panels import panels_for
from builder.applications.sections import sections_of
from tests.flow_engine.making import MANAGER, make_flow, submit


def test_builders_find_flows_among_the_steps_and_in_the_overview(office):
    """With where each stands, and a form to choose for a new one."""
    make_flow(office, MANAGER)

    section = next(one for one in sections_of(office.admin, office.app) if one.key == "flows")

    assert [("Approval", "published")] == [(entry.name, entry.state) for entry in section.entries]
    assert [("purchase", "purchase")] == list(section.create_fields[0].options)
    assert "flows" in [step.key for step in design_steps(office.admin, office.app, "flows")]
    assert "flows" not in [step.key for step in design_steps(office.ann, office.app, "flows")]


def test_the_inbox_and_its_count_stand_in_the_navigation_and_on_the_home_page(office):
    """Each line leads to the request."""
    make_flow(office, MANAGER)
    process = submit(office)

    entry = next(one for one in entries_for(office.ben, None) if one.url == "/inbox/")
    tasks = next(one for one in tasks_of(office.ben) if one.url == "/inbox/")

    assert 1 == entry.count == tasks.count
    assert [("Chairs", "Ann · Manager")] == [(one.title, one.meta) for one in tasks.items]
    assert tasks.items[0].url.startswith(f"/inbox/?process={process.pk}&task=")


def test_a_record_shows_the_way_of_its_approval(office):
    """To those who may see it, when there is one."""
    make_flow(office, MANAGER)
    process = submit(office)

    def shown(actor, record):
        return [panel.context["process"] for panel in panels_for(actor, office.app, "purchase", record)]

    assert [process.pk] == shown(office.ann, process.record_id)
    assert [] == shown(office.dora, process.record_id)
    assert [] == shown(office.ann, process.record_id + 1)
