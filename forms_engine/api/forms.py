"""Forms in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.api.definitions import DefinitionView, DocumentInput, Kind
from builder.models import Application, User
from builder.requests import ApiRequest
from forms_engine.models import Form
from forms_engine.selectors.expression_check import ExpressionCheck, check_expression
from forms_engine.selectors.field_catalog import field_catalog
from forms_engine.selectors.forms import get_design, list_forms
from forms_engine.selectors.previews import preview
from forms_engine.services import forms as services


class FormKind(Kind):
    """Forms, as the shared endpoints see them."""

    def get(self, actor: User, application: Application, key: str) -> Form:
        """Return one form for its designer."""
        return get_design(actor=actor, app_key=application.key, form_key=key)

    def list(self, actor: User, application: Application) -> Any:
        """Return the forms the actor may design or use."""
        return list_forms(actor=actor, application=application)

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Form:
        """Create a form, with a document if one is sent."""
        values.pop("form", None)
        return services.create_form(actor=actor, application=application, **values)

    def update(self, actor: User, definition: Form, values: dict[str, Any]) -> None:
        """Rename it, or give it another sign."""
        read = FormChange(data=values)
        read.is_valid(raise_exception=True)
        services.rename_form(actor=actor, form=definition, **read.validated_data)

    def delete(self, actor: User, definition: Form) -> None:
        """Put it into the recycle bin."""
        services.delete_form(actor=actor, form=definition)

    def save(self, actor: User, definition: Form, document: Any, base_revision: int) -> int:
        """Save the draft."""
        return services.save_form_draft(actor=actor, form=definition, document=document, base_revision=base_revision)

    def check(self, actor: User, definition: Form, document: Any) -> Any:
        """Return the problems of a document."""
        return services.check_draft(actor=actor, form=definition, document=document)

    def review(self, actor: User, definition: Form) -> Any:
        """Return what publishing would change and touch."""
        return services.review_form(actor=actor, form=definition)

    def publish(self, actor: User, definition: Form, base_revision: int | None, note: str) -> Any:
        """Publish the draft."""
        return services.publish_form(actor=actor, form=definition, base_revision=base_revision, note=note)

    def describe(self, definition: Form) -> dict[str, Any]:
        """Return the form as the API shows it."""
        return {**super().describe(definition), "id": definition.pk, "icon": definition.icon}


class FormChange(serializers.Serializer[Any]):
    """What may be changed of a form besides its document."""

    name = serializers.JSONField(required=False)
    icon = serializers.SlugField(required=False, max_length=40)


class FormPreview(DefinitionView):
    """A form as it would run."""

    kind = FormKind()

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the document in the body, or else the draft, for the browser's form runtime, and its problems."""
        form = self.definition(request)
        document = self.body(request, DocumentInput)["document"] if request.data else form.draft
        problems = services.check_draft(actor=request.user, form=form, document=document)
        runtime = preview(form, document, get_language() or "en")
        return Response({"runtime": runtime, "problems": [problem.as_dict() for problem in problems]})


class FieldTypes(APIView):
    """The field types a form can have."""

    def get(self, request: ApiRequest) -> Response:
        """Return every field type with the JSON Schema of its settings, in the reader's language."""
        del request
        return Response(field_catalog())


class ExpressionInput(serializers.Serializer[Any]):
    """An expression, and where it stands."""

    expression = serializers.CharField(max_length=4000, trim_whitespace=False)
    app = serializers.SlugField()
    form = serializers.SlugField()
    document = serializers.JSONField(required=False)
    lines = serializers.CharField(required=False, allow_blank=True, max_length=40)
    link = serializers.CharField(required=False, allow_blank=True, max_length=40)
    expected = serializers.CharField(required=False, allow_blank=True, max_length=20)
    values = serializers.DictField(required=False)


class ExpressionChecks(APIView):
    """Checking expressions while they are written."""

    token_scope = "design"  # noqa: S105 - the name of a scope

    def post(self, request: ApiRequest) -> Response:
        """Return the type of an expression, its value on a sample, and its problems with their places in the text."""
        read = ExpressionInput(data=request.data)
        read.is_valid(raise_exception=True)
        body = dict(read.validated_data)
        form = get_design(actor=request.user, app_key=body.pop("app"), form_key=body.pop("form"))
        return Response(check_expression(form, ExpressionCheck(text=body.pop("expression"), **body)))
