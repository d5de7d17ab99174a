"""Addresses of the platform's pages."""

from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView

from . import (
    access,
    account,
    applications,
    departments,
    find,
    health,
    home,
    notifications,
    operations,
    people,
    reference,
    scripts,
    session,
    styleguide,
)

app_name = "builder"

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", health.health, name="health"),
    path("jsi18n/", scripts.Translations.as_view(), name="jsi18n"),
    path("signin/", session.signin, name="signin"),
    path("signout/", session.signout, name="signout"),
    path("search/", find.find, name="search"),
    path("search/people/", find.find_people, name="search_people"),
    path("search/departments/", find.find_departments, name="search_departments"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read/", notifications.notifications_read, name="notifications_read"),
    path("account/", account.account, name="account"),
    path("account/preferences/", session.preferences, name="preferences"),
    path("account/settings/", account.account_settings, name="account_settings"),
    path("account/password/", account.account_password, name="account_password"),
    path("account/delegations/new/", account.delegation_create, name="delegation_create"),
    path("account/delegations/<int:pk>/cancel/", account.delegation_cancel, name="delegation_cancel"),
    path("account/tokens/new/", account.token_create, name="token_create"),
    path("account/tokens/<int:pk>/revoke/", account.token_revoke, name="token_revoke"),
    path("apps/new/", applications.app_create, name="app_create"),
    path("apps/<slug:app>/", home.app_home, name="app_home"),
    path("design/<slug:app>/", applications.app_overview, name="app_overview"),
    path("design/<slug:app>/settings/", applications.app_update, name="app_update"),
    path("design/<slug:app>/remove/", applications.app_remove, name="app_remove"),
    path("design/<slug:app>/access/", access.access, name="access"),
    path("design/<slug:app>/access/new/", access.role_create, name="role_create"),
    path("design/<slug:app>/access/<slug:role>/", access.role_update, name="role_update"),
    path("design/<slug:app>/access/<slug:role>/remove/", access.role_remove, name="role_remove"),
    path("administration/", RedirectView.as_view(pattern_name="builder:person_list"), name="administration"),
    path("administration/people/", people.person_list, name="person_list"),
    path("administration/people/new/", people.person_create, name="person_create"),
    path("administration/people/<int:pk>/", people.person_edit, name="person_edit"),
    path("administration/people/<int:pk>/password/", people.person_password, name="person_password"),
    path("administration/people/<int:pk>/active/", people.person_activate, name="person_activate"),
    path("administration/departments/", departments.department_list, name="department_list"),
    path("administration/departments/new/", departments.department_create, name="department_create"),
    path("administration/departments/<int:pk>/", departments.department_edit, name="department_edit"),
    path("administration/departments/<int:pk>/remove/", departments.department_remove, name="department_remove"),
    path("administration/jobs/", operations.job_list, name="job_list"),
    path("administration/jobs/<int:pk>/retry/", operations.job_retry, name="job_retry"),
    path("administration/incidents/", operations.incident_list, name="incident_list"),
    path("administration/incidents/<int:pk>/resolve/", operations.incident_resolve, name="incident_resolve"),
    path("administration/tokens/", operations.token_list, name="token_list"),
    path("api/docs/", reference.api_docs, name="api_docs"),
]
if settings.DEBUG:
    urlpatterns += styleguide.urlpatterns
