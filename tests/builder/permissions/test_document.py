"""The grants document."""

from __future__ import annotations

import pytest

from builder.permissions import check_grants


@pytest.mark.parametrize(
    ("grants", "path"),
    [
        ({"app": ["conquer"]}, "app.0"),
        ({"forms": {"Bad Key": {}}}, "forms"),
        ({"forms": {"*": {"actions": ["read"], "owner": 1}}}, "forms.*.owner"),
        ({"forms": {"*": {"scope": {"kind": "expression"}}}}, "forms.*.scope.expression"),
        ({"forms": {"*": {"fields": {"a": "maybe"}}}}, "forms.*.fields.a"),
        ({"superuser": True}, "superuser"),
    ],
)
def test_what_no_role_can_say_is_refused(grants, path):
    """Every problem names its place."""
    assert [path] == [problem.path for problem in check_grants(grants)]


def test_a_complete_document_is_accepted():
    """Rights, actions, a scope and masks."""
    grants = {
        "app": ["use", "design"],
        "forms": {
            "*": {"actions": ["read"], "scope": {"kind": "own"}},
            "order": {
                "actions": ["read", "amend"],
                "scope": {"kind": "expression", "expression": "amount < 10"},
                "fields": {"price": "hidden", "items.price": "read"},
            },
        },
    }

    assert [] == check_grants(grants)
