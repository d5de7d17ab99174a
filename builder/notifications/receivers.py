"""Tell administrators what stopped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from builder.events import inside
from builder.events.incidents import IncidentOpened
from builder.models import User

from .services.notifying import notify


@inside(IncidentOpened)
def tell_administrators(event: IncidentOpened) -> None:
    """Put the incident under every administrator's bell."""
    notify(
        users=User.objects.filter(is_staff=True, is_active=True),
        title=_("Something stopped and needs you."),
        body=event.message,
        url="/administration/incidents/",
        key=f"incident:{event.incident_id}",
    )
