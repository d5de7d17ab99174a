"""Creating, changing and publishing flows."""

from __future__ import annotations

import pytest

from builder.exceptions import Conflict, Invalid, NotAllowed
from builder.models import EventRow
from flow_engine.models import Flow, FlowVersion
from flow_engine.services.flows import (
    check_draft,
    create_flow,
    delete_flow,
    publish_flow,
    restore_version,
    review_flow,
    save_flow_draft,
    update_flow,
)
from tests.flow_engine.making import MANAGER, make_flow, person_node


def make(office, **values):
    """Create a flow as the administrator."""
    return create_flow(actor=office.admin, application=office.app, form=office.form, name="Approval", **values)


def test_a_new_flow_asks_the_manager(office):
    """Its first draft can be published at once."""
    flow = make(office)
    version = publish_flow(actor=office.admin, flow=flow)

    assert (flow.key, version.number, flow.draft["items"][0]["who"][0]["by"]) == ("purchase_flow", 1, "manager")


def test_keys_are_used_once(office):
    """And must be plain."""
    make(office, key="one")
    with pytest.raises(Conflict):
        make(office, key="one")
    with pytest.raises(Invalid):
        make(office, key="One Two")


def test_only_designers_create_and_change_flows(office):
    """Others may not."""
    with pytest.raises(NotAllowed):
        create_flow(actor=office.ann, application=office.app, form=office.form, name="Mine")
    flow = make(office)
    with pytest.raises(NotAllowed):
        save_flow_draft(actor=office.ann, flow=flow, document={}, base_revision=1)


def test_a_draft_somebody_else_has_changed_is_not_overwritten(office):
    """Both are told."""
    flow = make(office)
    save_flow_draft(actor=office.admin, flow=flow, document={**flow.draft, "settings": {}}, base_revision=1)

    with pytest.raises(Conflict) as caught:
        save_flow_draft(actor=office.admin, flow=flow, document={"mine": 1}, base_revision=1)
    assert caught.value.extra["yours"] == {"mine": 1}


def test_an_unsound_draft_is_kept_but_not_published(office):
    """Every finding has its place."""
    flow = make(office)
    document = {**flow.draft, "items": [{**MANAGER, "fields": {"nope": "edit"}}]}
    save_flow_draft(actor=office.admin, flow=flow, document=document, base_revision=1)
    found = [(one.code, one.path, one.node) for one in check_draft(actor=office.admin, flow=flow)]
    with pytest.raises(Invalid):
        publish_flow(actor=office.admin, flow=flow)

    assert found == [("E09", "items.0.fields.nope", "head")]


@pytest.mark.parametrize(
    ("when", "code"), [("amount > ", "E02"), ("amont > 5", "E02"), ("amount + 1", "E02"), ("amount > 5", "W05")]
)
def test_conditions_are_read_with_the_fields_of_the_form(office, when, code):
    """They must be yes or no."""
    flow = make(office)
    lanes = [{"when": when, "items": [MANAGER]}, {"default": True, "items": []}]
    document = {**flow.draft, "items": [{"key": "by", "kind": "exclusive", "lanes": lanes}]}

    assert code in [one.code for one in check_draft(actor=office.admin, flow=flow, document=document)]


def test_people_for_whom_nobody_is_found_are_named(office):
    """Before publishing."""
    flow = make(office)
    warnings = [one for one in check_draft(actor=office.admin, flow=flow) if one.code == "W04"]

    assert "Carl" in warnings[0].problem().text()


def test_the_review_says_what_changes(office):
    """In words, step by step."""
    flow = make_flow(office, MANAGER, person_node("finance", office.carl))
    items = [person_node("board", office.chief), {**MANAGER, "need": "any"}]
    save_flow_draft(actor=office.admin, flow=flow, document={**flow.draft, "items": items}, base_revision=2)
    changes = [change.text() for change in review_flow(actor=office.admin, flow=flow).changes]

    assert changes == [
        "Added the step Board.",
        "Removed the step Finance.",
        "Manager: changed approvals needed.",
    ]


def test_publishing_is_announced(office):
    """With the version."""
    flow = make_flow(office, MANAGER)
    event = EventRow.objects.get(type="flow.published")

    assert (event.payload["flow_id"], event.payload["number"]) == (flow.pk, 1)


def test_an_older_version_can_be_the_draft_again(office):
    """Then it is published as a new one."""
    flow = make_flow(office, MANAGER)
    first = FlowVersion.objects.get(flow=flow)
    save_flow_draft(
        actor=office.admin, flow=flow, document={**flow.draft, "settings": {"dedupe": "ever"}}, base_revision=2
    )
    publish_flow(actor=office.admin, flow=flow)
    restore_version(actor=office.admin, flow=flow, version=first, base_revision=3)
    again = publish_flow(actor=office.admin, flow=flow)

    assert (again.number, again.document) == (3, first.document)


def test_renaming_keeps_draft_and_flow_together(office):
    """The name is in both."""
    flow = make(office)
    update_flow(actor=office.admin, flow=flow, name={"en": "Buying", "zh-hans": "采购"})

    assert (flow.name, flow.draft["name"], flow.draft_revision) == (
        {"en": "Buying", "zh-hans": "采购"},
        {"en": "Buying", "zh-hans": "采购"},
        2,
    )


def test_a_deleted_flow_is_out_of_the_way(office):
    """Its key is free again."""
    flow = make(office, key="one")
    delete_flow(actor=office.admin, flow=flow)
    make(office, key="one")

    assert Flow.objects.filter(key="one", deleted_at=None).count() == 1
