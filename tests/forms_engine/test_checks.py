"""System checks."""

from __future__ import annotations

import pytest
from django.db import connection

from forms_engine import checks
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


def test_a_small_installation_passes():
    """Nothing to say, and nothing asked without a database."""
    make_form(make_app(), "one", {"a": "text"})

    assert [] == checks.check_number_of_tables(["default"]) + checks.check_locks(["default"])
    assert [] == checks.check_number_of_tables(None) + checks.check_locks(None)


def test_too_many_tables_are_told(monkeypatch):
    """The hint says where to go."""
    monkeypatch.setattr(checks, "MOST_ON_SQLITE", 0)
    monkeypatch.setattr(checks, "MOST_ON_POSTGRESQL", 0)
    make_form(make_app(), "one", {"a": "text"})
    hint = "Spread the workspaces over databases." if connection.vendor == "postgresql" else "Move to PostgreSQL."

    assert [("forms_engine.W001", hint)] == [(one.id, one.hint) for one in checks.check_number_of_tables(["default"])]
