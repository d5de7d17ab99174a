"""Flows in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.api.definitions import DefinitionView, Kind
from builder.models import Application, User
from builder.requests import ApiRequest
from flow_engine.models import Flow
from flow_engine.selectors.flows import form_for_flow, get_flow, get_version, list_flows, state_of
from flow_engine.selectors.forecasts import simulate_flow
from flow_engine.selectors.types import flow_types
from flow_engine.services import flows as services


class FlowKind(Kind):
    """Flows, as the shared endpoints see them."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, actor: User, application: Application, key: str) -> Flow:
        """Return one flow."""
        return get_flow(actor=actor, application=application, key=key)

    def list(self, actor: User, application: Application) -> Any:
        """Return the app's flows."""
        return list_flows(actor=actor, application=application)

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Flow:
        """Create a flow for a form."""
        form = form_for_flow(actor=actor, application=application, form_key=values.get("form", ""))
        return services.create_flow(
            actor=actor,
            application=application,
            form=form,
            name=values["name"],
            key=values.get("key", ""),
            document=values.get("document"),
        )

    def update(self, actor: User, definition: Flow, values: dict[str, Any]) -> None:
        """Rename it, or switch it on or off."""
        read = FlowChange(data=values)
        read.is_valid(raise_exception=True)
        services.update_flow(actor=actor, flow=definition, **read.validated_data)

    def delete(self, actor: User, definition: Flow) -> None:
        """Put it away."""
        services.delete_flow(actor=actor, flow=definition)

    def save(self, actor: User, definition: Flow, document: Any, base_revision: int) -> int:
        """Save the draft."""
        return services.save_flow_draft(actor=actor, flow=definition, document=document, base_revision=base_revision)

    def check(self, actor: User, definition: Flow, document: Any) -> Any:
        """Return the findings in a document: errors and warnings."""
        return services.check_draft(actor=actor, flow=definition, document=document)

    def review(self, actor: User, definition: Flow) -> Any:
        """Return what publishing would change."""
        return services.review_flow(actor=actor, flow=definition)

    def publish(self, actor: User, definition: Flow, base_revision: int | None, note: str) -> Any:
        """Publish the draft."""
        return services.publish_flow(actor=actor, flow=definition, base_revision=base_revision, note=note)

    def describe(self, definition: Flow) -> dict[str, Any]:
        """Return the flow as the API shows it."""
        return {
            **super().describe(definition),
            "form": definition.form.key,
            "enabled": definition.enabled,
            "state": state_of(definition),
        }


class FlowChange(serializers.Serializer[Any]):
    """What may be changed of a flow besides its document."""

    name = serializers.JSONField(required=False)
    enabled = serializers.BooleanField(required=False)


class RestoreInput(serializers.Serializer[Any]):
    """Which version, and the draft it replaces."""

    version = serializers.IntegerField(min_value=1)
    base_revision = serializers.IntegerField(min_value=0)


class FlowRestore(DefinitionView):
    """Going back to an older version."""

    kind = FlowKind()

    @extend_schema(request=RestoreInput, responses=OpenApiTypes.OBJECT)
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Make an older version the draft again."""
        asked = self.body(request, RestoreInput)
        flow = self.definition(request)
        revision = services.restore_version(
            actor=request.user,
            flow=flow,
            version=get_version(actor=request.user, flow=flow, number=asked["version"]),
            base_revision=asked["base_revision"],
        )
        return Response({"revision": revision})


class FlowTypes(APIView):
    """What flows are made of."""

    token_scope = "design"  # noqa: S105 - the name of a scope

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest) -> Response:
        """Return node types, people rules and shared definitions."""
        return Response(flow_types())


class SimulationInput(serializers.Serializer[Any]):
    """Who would submit what, through which document; the draft unless one is given."""

    initiator = serializers.IntegerField(min_value=1)
    values = serializers.DictField(required=False, default=dict)
    document = serializers.JSONField(required=False)


class FlowSimulation(DefinitionView):
    """Trying a flow without leaving a trace."""

    kind = FlowKind()

    @extend_schema(request=SimulationInput, responses=OpenApiTypes.OBJECT)
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the path a request would take."""
        asked = self.body(request, SimulationInput)
        flow = self.definition(request)
        steps = simulate_flow(
            actor=request.user,
            flow=flow,
            document=asked.get("document", flow.draft),
            initiator_id=asked["initiator"],
            values=asked["values"],
        )
        return Response({"steps": steps})
