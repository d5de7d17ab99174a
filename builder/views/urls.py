"""Addresses of the platform's pages."""

from django.urls import path

from . import home

app_name = "builder"

urlpatterns = [
    path("", home.home, name="home"),
]
