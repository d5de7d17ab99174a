"""Endpoints that every kind of definition has: draft, check, diff, publish, versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.applications.selectors.applications import get_application
from builder.models import Application, User
from builder.requests import ApiRequest

from .inputs import read_body


class Kind:
    """What an engine answers about one kind of definition; every method asks for the permission itself."""

    def get(self, actor: User, application: Application, key: str) -> Any:
        """Return the definition with this key."""
        raise NotImplementedError

    def list(self, actor: User, application: Application) -> Any:
        """Return all definitions of the app."""
        raise NotImplementedError

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Any:
        """Create a definition."""
        raise NotImplementedError

    def update(self, actor: User, definition: Any, values: dict[str, Any]) -> None:
        """Change what is not part of the document, such as the name."""
        raise NotImplementedError

    def delete(self, actor: User, definition: Any) -> None:
        """Put the definition into the recycle bin."""
        raise NotImplementedError

    def save(self, actor: User, definition: Any, document: Any, base_revision: int) -> int:
        """Save the draft and return its revision."""
        raise NotImplementedError

    def check(self, actor: User, definition: Any, document: Any) -> Sequence[Any]:
        """Return the problems of a document that need not be saved."""
        raise NotImplementedError

    def review(self, actor: User, definition: Any) -> Any:
        """Return what publishing would change and touch."""
        raise NotImplementedError

    def publish(self, actor: User, definition: Any, base_revision: int | None, note: str) -> Any:
        """Publish the draft and return the version."""
        raise NotImplementedError

    def describe(self, definition: Any) -> dict[str, Any]:
        """Return the definition as the API shows it."""
        return {
            "key": definition.key,
            "name": definition.name,
            "revision": definition.draft_revision,
            "version": definition.current_version.number if definition.current_version else None,
        }


class CreateInput(serializers.Serializer[Any]):
    """What creating a definition takes."""

    name = serializers.JSONField()
    key = serializers.SlugField(required=False, allow_blank=True, max_length=40)
    form = serializers.CharField(required=False, max_length=40)
    icon = serializers.SlugField(required=False, max_length=40)
    document = serializers.JSONField(required=False)


class DraftInput(serializers.Serializer[Any]):
    """A document, and the revision it started from."""

    document = serializers.JSONField()
    base_revision = serializers.IntegerField(min_value=0)


class DocumentInput(serializers.Serializer[Any]):
    """A document."""

    document = serializers.JSONField()


class PublishInput(serializers.Serializer[Any]):
    """Which draft is meant, and a word about it."""

    base_revision = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class DefinitionView(APIView):
    """Finds the app and the definition; subclasses answer one address each."""

    kind: ClassVar[Kind] = Kind()
    token_scope = "design"  # noqa: S105 - the name of a scope

    def application(self, request: ApiRequest) -> Application:
        """Return the app in the address."""
        return get_application(actor=request.user, key=self.kwargs["app"])

    def definition(self, request: ApiRequest) -> Any:
        """Return the definition in the address."""
        return self.kind.get(request.user, self.application(request), self.kwargs["key"])

    def body(self, request: ApiRequest, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return the checked body."""
        return read_body(request, shape)


class ListView(DefinitionView):
    """List the definitions of an app, or create one."""

    shapes = {"POST": CreateInput}

    def get(self, request: ApiRequest, app: str) -> Response:
        """Return every definition."""
        found = self.kind.list(request.user, self.application(request))
        return Response({"results": [self.kind.describe(one) for one in found]})

    def post(self, request: ApiRequest, app: str) -> Response:
        """Create a definition."""
        values = self.body(request, CreateInput)
        made = self.kind.create(request.user, self.application(request), values)
        return Response(self.kind.describe(made), status=201)


class OneView(DefinitionView):
    """Read, change or delete one definition."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return it with its draft."""
        definition = self.definition(request)
        return Response({**self.kind.describe(definition), "draft": definition.draft})

    def patch(self, request: ApiRequest, app: str, key: str) -> Response:
        """Change what is not part of the document."""
        definition = self.definition(request)
        self.kind.update(request.user, definition, dict(request.data))
        return Response(self.kind.describe(definition))

    def delete(self, request: ApiRequest, app: str, key: str) -> Response:
        """Put it into the recycle bin."""
        self.kind.delete(request.user, self.definition(request))
        return Response(status=204)


class DraftView(DefinitionView):
    """The draft of a definition."""

    shapes = {"PUT": DraftInput}

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the draft and its revision."""
        definition = self.definition(request)
        return Response({"document": definition.draft, "revision": definition.draft_revision})

    def put(self, request: ApiRequest, app: str, key: str) -> Response:
        """Save the draft; 409 with both documents when somebody was faster."""
        values = self.body(request, DraftInput)
        revision = self.kind.save(request.user, self.definition(request), values["document"], values["base_revision"])
        return Response({"revision": revision})


class CheckView(DefinitionView):
    """The problems of a document, saved or not."""

    shapes = {"POST": DocumentInput}

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the problems of the document in the body, or of the draft."""
        definition = self.definition(request)
        document = self.body(request, DocumentInput)["document"] if request.data else definition.draft
        problems = self.kind.check(request.user, definition, document)
        return Response({"problems": [problem.as_dict() for problem in problems]})


class DiffView(DefinitionView):
    """What publishing the draft would change and touch."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return problems, changes and findings."""
        return Response(self.kind.review(request.user, self.definition(request)).as_dict())


class PublishView(DefinitionView):
    """Publishing."""

    shapes = {"POST": PublishInput}

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Publish the draft."""
        values = self.body(request, PublishInput)
        version = self.kind.publish(
            request.user, self.definition(request), values.get("base_revision"), values.get("note", "")
        )
        return Response({"version": version.number}, status=201)


class VersionsView(DefinitionView):
    """The published versions."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the versions, newest first."""
        versions = self.definition(request).versions.select_related("published_by").order_by("-number")[:200]
        return Response(
            {
                "results": [
                    {
                        "number": version.number,
                        "note": version.note,
                        "published_by": version.published_by.display_name,
                        "published_at": version.published_at,
                        "document": version.document,
                    }
                    for version in versions
                ]
            }
        )
