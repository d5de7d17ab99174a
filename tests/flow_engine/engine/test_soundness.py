"""What is refused before publishing."""

from __future__ import annotations

from typing import Any

import pytest

from flow_engine.engine.findings import FormField, Surroundings
from flow_engine.engine.soundness import check_flow

from .playing import approve, block, lane

AROUND = Surroundings(
    fields={
        "amount": FormField("money"),
        "owner": FormField("member"),
        "total": FormField("formula", computed=True),
    },
    roles=frozenset({"finance"}),
    people=frozenset({1, 2, 3}),
    read_condition=lambda text: "" if "amount" in text else "unknown field",
)


def found(*items: dict[str, Any], **top: Any) -> list[tuple[str, str, str]]:
    """Return (code, path, reason) of what is wrong with a flow."""
    document = {"format": 1, "key": "f", "name": "F", "form": "f", "items": list(items), **top}
    return [(one.code, one.path, one.reason) for one in check_flow(document, AROUND)]


def test_a_sound_flow_has_no_findings():
    """Branches, lanes, rules of every kind."""
    rules = [{"by": "role", "keys": ["finance"]}, {"by": "member_field", "field": "owner"}, {"by": "manager"}]
    branch = block(
        "x",
        "exclusive",
        lane(approve("b", 2, on_reject={"return_to": "a"}), when="amount > 5"),
        lane(approve("c", who=rules), default=True),
    )

    assert found(approve("a", 1, fields={"amount": "required"}), branch, {"key": "done", "kind": "end"}) == []


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([approve("a", 1), approve("a", 2)], ("E01", "items.1.key", "key_twice")),
        ([approve("start", 1)], ("E01", "items.0.key", "key_twice")),
        ([{"key": "a", "kind": "dance"}], ("E01", "items.0.kind", "kind_unknown")),
        ([{"key": "a", "kind": "start"}], ("E01", "items.0.kind", "kind_unknown")),
        ([{"key": "a", "kind": "approve"}], ("E01", "items.0.who", "shape")),
        ([approve("a", 1, colour="red")], ("E01", "items.0.colour", "shape")),
        ([approve("a", who=[{"by": "magic"}])], ("E01", "items.0.who.0.by", "rule_unknown")),
        ([approve("a", who=[{"by": "role"}])], ("E01", "items.0.who.0.keys", "shape")),
        ([approve("a", 77)], ("E01", "items.0.who.0.ids", "person_unknown")),
        ([approve("a", who=[{"by": "role", "keys": ["x"]}])], ("E01", "items.0.who.0.keys", "role_unknown")),
        (
            [approve("a", who=[{"by": "member_field", "field": "amount"}])],
            ("E01", "items.0.who.0.field", "field_unknown"),
        ),
        ([approve("a", 1, distinct_from=["b"])], ("E01", "items.0.distinct_from", "node_unknown")),
        (
            [block("x", "exclusive", lane(approve("a", 1), when="nothing"), lane(default=True))],
            ("E02", "items.0.lanes.0.when", "unreadable"),
        ),
        (
            [block("x", "exclusive", lane(approve("a", 1)), lane(default=True))],
            ("E02", "items.0.lanes.0.when", "missing"),
        ),
        ([approve("a", 1, on_reject={"return_to": "zz"})], ("E03", "items.0.on_reject.return_to", "node_unknown")),
        (
            [approve("a", 1, on_reject={"return_to": "b"}), approve("b", 1)],
            ("E03", "items.0.on_reject.return_to", "unreachable"),
        ),
        (
            [block("p", "parallel", lane(approve("a", 1)), lane(approve("b", 1, on_reject={"return_to": "a"})))],
            ("E03", "items.0.lanes.1.items.0.on_reject.return_to", "unreachable"),
        ),
        ([approve("a", 1), {"key": "e", "kind": "end"}, approve("b", 1)], ("E05", "items.2", "")),
        (
            [block("p", "parallel", lane(approve("a", 1)), lane(approve("b", 1)), join={"count": 3})],
            ("E07", "items.0.join.count", ""),
        ),
        (
            [block("x", "exclusive", lane(default=True), lane(approve("a", 1), when="amount > 1"))],
            ("E08", "items.0.lanes.0", ""),
        ),
        ([approve("a", 1, fields={"nope": "edit"})], ("E09", "items.0.fields.nope", "unknown")),
        ([approve("a", 1, fields={"total": "edit"})], ("E09", "items.0.fields.total", "computed")),
        (
            [approve("a", 1, comment="required", actions={"batch": True})],
            ("E13", "items.0.actions.batch", ""),
        ),
    ],
)
def test_what_blocks_publishing(items, expected):
    """Each with its path."""
    assert expected in found(*items)


def test_a_finding_about_the_shape_is_a_finished_sentence():
    """The numbers of the schema stand in it."""
    items = [approve("a", who=[{"by": "role", "keys": []}])]
    document = {"format": 1, "key": "f", "name": "F", "form": "f", "items": items}
    messages = [one.detail["message"] for one in check_flow(document, AROUND) if one.reason == "shape"]

    assert ["There must be at least 1."] == messages


@pytest.mark.parametrize(
    ("items", "top", "code"),
    [
        (
            [
                block(
                    "x", "exclusive", lane(approve("a", 1), when="amount > 1"), lane(approve("b", 1), when="amount < 1")
                )
            ],
            {},
            "W01",
        ),
        ([approve("a", 1, self="skip")], {"settings": {"min_human_approvals": 0}}, "W05"),
        ([block("x", "exclusive", lane(approve("a", 1), when="amount > 1"), lane(default=True))], {}, "W05"),
        (
            [
                block(
                    "p",
                    "parallel",
                    lane(approve("a", 1, fields={"amount": "edit"})),
                    lane(approve("b", 1, fields={"amount": "required"})),
                )
            ],
            {},
            "W06",
        ),
    ],
)
def test_what_is_warned_about(items, top, code):
    """Publishing goes on."""
    assert [code] == [one[0] for one in found(*items, **top)]
