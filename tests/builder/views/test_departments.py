"""Administration of departments."""

from __future__ import annotations

import pytest

from builder.models import Department
from tests.builder.factories import make_administrator, make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


def test_a_department_is_made_changed_and_moved(client, administrator):
    """One form does it."""
    top = make_department("Top")
    client.post("/administration/departments/new/", {"name": "Team"})
    team = Department.objects.get(name="Team")
    client.post(f"/administration/departments/{team.pk}/", {"name": "Crew", "parent": top.pk, "head": administrator.pk})
    team.refresh_from_db()

    assert ("Crew", top, administrator, f"{top.pk}/{team.pk}/") == (team.name, team.parent, team.head, team.path)
