"""Addresses of the forms engine's API."""

from django.urls import path

from builder.api.definition_urls import definition_urls

from . import record_urls
from .forms import ExpressionChecks, FieldTypes, FormKind, FormPreview

urlpatterns = [
    path("forms/field-types/", FieldTypes.as_view(), name="api_field_types"),
    path("expressions/check/", ExpressionChecks.as_view(), name="api_expression_check"),
    *definition_urls("forms", FormKind()),
    path("apps/<slug:app>/forms/<slug:key>/preview/", FormPreview.as_view(), name="api_form_preview"),
    *record_urls.urlpatterns,
]
