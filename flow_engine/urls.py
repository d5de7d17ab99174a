"""Addresses of the flow engine's pages."""

from django.urls import path

from .views import designer, inbox

app_name = "flow"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("design/<slug:app>/flows/", designer.flow_list, name="flow_list"),
    path("design/<slug:app>/flows/new/", designer.flow_create, name="flow_create"),
    path("design/<slug:app>/flows/<slug:key>/", designer.flow_design, name="flow_design"),
]
