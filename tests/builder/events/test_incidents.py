"""Opening incidents."""

from __future__ import annotations

import pytest

from builder.events import Subject
from builder.events.incidents import IncidentOpened, open_incident
from builder.models import EventRow

pytestmark = pytest.mark.django_db


def test_an_incident_knows_what_it_is_about_and_is_announced():
    """The log has it under its subject."""
    incident = open_incident(code="no_branch", message="No branch matched.", subject=Subject(process_id=5))

    row = EventRow.objects.get(type=IncidentOpened.type)
    assert 5 == incident.process_id == row.process_id
    assert incident.pk == row.payload["incident_id"]
