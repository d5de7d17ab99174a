"""How flows are checked, compared and published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.definitions.changes import Change
from builder.definitions.services.publishing import Finding as Preflight
from builder.definitions.services.publishing import Publisher
from builder.events import Actor, Event, Subject
from builder.exceptions import Problem
from builder.models import User
from flow_engine.events import FlowPublished
from flow_engine.models import Flow, FlowVersion, Process
from flow_engine.selectors.comparing import compare_flows
from flow_engine.selectors.findings import find_faults, unassignable


class FlowPublisher(Publisher[Flow, FlowVersion]):
    """What is particular about publishing flows."""

    def check(self, definition: Flow, document: Mapping[str, Any]) -> list[Problem]:
        """Return everything that blocks publishing."""
        return [fault.problem() for fault in find_faults(definition, document) if fault.blocks]

    def diff(self, definition: Flow, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
        """Return the differences node by node."""
        return compare_flows(old, new)

    def preflight(self, definition: Flow, document: Mapping[str, Any]) -> list[Preflight]:
        """Return warnings, who could not be served, and how many processes keep running on older versions."""
        found = [fault.preflight() for fault in find_faults(definition, document) if not fault.blocks]
        found += [fault.preflight() for fault in unassignable(definition, document)]
        running = Process.objects.filter(flow=definition, status__in=Process.ACTIVE).count()
        if running:
            message = _("%(count)s running processes finish on the version they started with.")
            found.append(Preflight("info", "running", message, {"count": running}))
        return found

    def new_version(self, definition: Flow, **fields: Any) -> FlowVersion:
        """Return an unsaved version."""
        return FlowVersion(flow=definition, **fields)

    def write(self, definition: Flow, version: FlowVersion, actor: User) -> None:
        """Take over the name that the document gives."""
        name = version.document.get("name", definition.name)
        definition.name = {"en": name} if isinstance(name, str) else name
        definition.save(update_fields=["name"])

    def event(self, definition: Flow, version: FlowVersion, actor: User) -> Event:
        """Return what is announced."""
        return FlowPublished(
            actor=Actor.of(actor),
            subject=Subject(application_id=definition.application_id, form_id=definition.form_id),
            flow_id=definition.pk,
            version_id=version.pk,
            number=version.number,
        )
