"""The demo command."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from builder.applications.demo import PASSWORD, demo_apps
from builder.models import Department, User
from builder.organization import chain_of, head_of
from builder.organization.selectors.workspace import current_workspace

pytestmark = pytest.mark.django_db


def test_production_is_not_filled_with_demo_people():
    """Their password is public."""
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo")


def test_the_demo_is_an_organisation_with_reporting_lines(settings):
    """Everybody has a department and somebody above them, up to the top."""
    settings.SECRET_KEY = settings.DEVELOPMENT_KEY
    output = StringIO()
    call_command("load_demo", stdout=output)
    buyer = User.objects.get(username="lucas.martin")

    assert "Millrace Demo" == current_workspace().name
    assert ["mei.wang", "jun.li", "lin.chen"] == [person.username for person in chain_of(buyer)]
    assert ("mei.wang", "jun.li") == (head_of(buyer.department).username, head_of(buyer.department, 1).username)
    assert PASSWORD in output.getvalue()


def test_loading_again_adds_only_what_is_missing(monkeypatch):
    """What people changed in the meantime stays, and apps are offered the same organisation."""
    offered = []
    monkeypatch.setattr(demo_apps, "_functions", {"test": lambda demo: offered.append(demo) or "An app."})
    call_command("load_demo", force=True, stdout=StringIO())
    User.objects.filter(username="emma.brown").update(display_name="Emma Green")
    counts = User.objects.count(), Department.objects.count()
    call_command("load_demo", force=True, stdout=StringIO())

    assert counts == (User.objects.count(), Department.objects.count())
    assert "Emma Green" == User.objects.get(username="emma.brown").display_name
    assert offered[0].people == offered[1].people
