"""The description of the API."""

from __future__ import annotations

import pytest

from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def test_the_description_holds_every_operation(api):
    """It is OpenAPI 3.1 and names what the platform offers."""
    document = api(make_person()).get("/api/v1/schema/").json()

    assert document["openapi"].startswith("3.1")
    assert {"/api/v1/apps/", "/api/v1/apps/{app}/roles/", "/api/v1/people/"} <= set(document["paths"])


def test_operations_have_unlike_names(api):
    """Programs that are generated from it get one function each."""
    document = api(make_person()).get("/api/v1/schema/").json()
    names = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and "operationId" in operation
    ]

    assert sorted(set(names)) == sorted(names)
    assert "application_detail_patch" in names
