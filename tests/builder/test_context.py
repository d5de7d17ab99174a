"""The frame of every page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve

from builder.applications.navigation import NavEntry, inbox_counters, navigation
from builder.context import Shell
from builder.models import Notification, User
from tests.builder.factories import make_application, make_department, make_person, make_role

pytestmark = pytest.mark.django_db


def _shell(person, address):
    request = RequestFactory().get(address)
    request.user = User.objects.get(pk=person.pk)
    request.resolver_match = resolve(address)
    return Shell(request)


def test_the_longest_matching_entry_is_the_current_one(monkeypatch):
    """A record of the orders belongs to the orders, not to the app's first page."""
    entries = [NavEntry("Start", "box", "/apps/x/"), NavEntry("Orders", "box", "/account/", position=50)]
    monkeypatch.setattr(navigation, "_functions", {"test": lambda actor, application: entries})
    nav = _shell(make_person(), "/account/").nav

    assert [("Home", False), ("Orders", True), ("Start", False)] == [(str(one.label), one.current) for one in nav]


def test_the_app_in_the_address_is_shown():
    """Only if the person may use it."""
    person, application = make_person(), make_application(name="Orders")
    address = f"/apps/{application.key}/"
    before = _shell(person, address).app
    make_role(application, person)

    assert (None, "orders") == (before, _shell(person, address).app["key"])


def test_the_frame_costs_the_same_for_few_and_many_apps(django_assert_max_num_queries, monkeypatch):
    """Counts come from those who know them."""
    monkeypatch.setattr(inbox_counters, "_functions", {"test": lambda actor: 7})
    monkeypatch.setattr(navigation, "_functions", {})
    person = make_person(department=make_department())
    for number in range(6):
        make_role(make_application(), person)
        Notification.objects.create(user=person, title="x", key=str(number))
    shell = _shell(person, "/")

    with django_assert_max_num_queries(4):
        found = len(shell.apps), len(shell.nav), shell.inbox_count, shell.notifications_unread

    assert (6, 1, 7, 6) == found
