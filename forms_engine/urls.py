"""Addresses of the forms engine's pages."""

from django.urls import path

from .views import designer, imports, records

app_name = "forms"

urlpatterns = [
    path("design/<slug:app>/forms/new/", designer.form_create, name="form_create"),
    path("design/<slug:app>/forms/<slug:form>/", designer.form_design, name="form_design"),
    path("design/<slug:app>/import/", imports.form_import, name="form_import"),
    path("apps/<slug:app>/<slug:form>/", records.record_list, name="record_list"),
    path("apps/<slug:app>/<slug:form>/new/", records.record_new, name="record_new"),
    path("apps/<slug:app>/<slug:form>/import/", imports.record_import, name="record_import"),
    path("apps/<slug:app>/<slug:form>/<int:record>/", records.record_page, name="record_page"),
]
