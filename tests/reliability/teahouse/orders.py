"""Orders, and what is served for them; a serving is an incident, for those rows know no unique key."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from builder.events import Actor, Event, Subject, after, announce
from builder.models import Incident


@dataclass(frozen=True, kw_only=True)
class TeaOrdered(Event):
    """Somebody ordered tea."""

    type = "teahouse.ordered"
    number: int


@after(TeaOrdered)
def serve(event: TeaOrdered) -> None:
    """Serve the tea; that takes a moment on either side, so that most kills come in the middle of it."""
    time.sleep(0.004)
    Incident.objects.create(code="served", message=str(event.number))
    time.sleep(0.004)


@csrf_exempt
@transaction.atomic
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Take an order."""
    actor = Actor(kind="system", user_id=None, via="system")
    announce(TeaOrdered(actor=actor, subject=Subject(form_id=1, record_id=number % 10 + 1), number=number))
    return HttpResponse(status=201)


urlpatterns = [path("orders/<int:number>/", order)]
