"""How the API describes itself."""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes

WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class OperationSchema(AutoSchema):
    """Describe operations from their views.

    An operation is named after its view, so that the name stays when addresses are added. A view says what a method
    takes in with `shapes`, a mapping from method to serializer; `extend_schema` goes before it.
    """

    def get_operation_id(self) -> str:
        """Return for example `application_detail_patch`."""
        return f"{WORD.sub('_', type(self.view).__name__).lower()}_{self.method.lower()}"

    def get_request_serializer(self) -> Any:
        """Return what the method takes in."""
        return getattr(self.view, "shapes", {}).get(self.method)

    def get_response_serializers(self) -> Any:
        """Return what the method answers."""
        return {204: None} if self.method == "DELETE" else OpenApiTypes.OBJECT


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describe the tokens."""

    target_class = "builder.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return that a bearer token is sent."""
        del auto_schema
        return {"type": "http", "scheme": "bearer"}
