"""Make people, departments, apps and roles the way the product does."""

from __future__ import annotations

import itertools
from typing import Any

from builder.applications.services.applications import create_application
from builder.applications.services.roles import create_role, set_members
from builder.models import Application, Department, Role, User
from builder.organization import system_user
from builder.organization.services.departments import create_department
from builder.organization.services.people import create_person

PASSWORD = "a long enough secret"
_numbers = itertools.count(1)


def make_person(username: str = "", **values: Any) -> User:
    """Create a person who can sign in with PASSWORD."""
    username = username or f"person{next(_numbers)}"
    return create_person(
        actor=system_user(),
        username=username,
        display_name=values.pop("display_name", username.title()),
        password=values.pop("password", PASSWORD),
        **values,
    )


def make_administrator(username: str = "") -> User:
    """Create an administrator."""
    return make_person(username or f"administrator{next(_numbers)}", is_staff=True)


def make_department(name: str = "", **values: Any) -> Department:
    """Create a department."""
    return create_department(actor=system_user(), name=name or f"Department {next(_numbers)}", **values)


def make_application(actor: User | None = None, name: str = "", **values: Any) -> Application:
    """Create an app; without an actor only administrators manage it."""
    return create_application(actor=actor or make_administrator(), name=name or f"App {next(_numbers)}", **values)


def make_role(application: Application, *people: User, **values: Any) -> Role:
    """Create a role with these grants and members."""
    departments = values.pop("departments", ())
    role = create_role(
        actor=system_user(),
        application=application,
        key=values.pop("key", f"role-{next(_numbers)}"),
        name=values.pop("name", "A role"),
        grants=values.pop("grants", {"app": ["use"]}),
        **values,
    )
    set_members(
        actor=system_user(),
        application=application,
        role_key=role.key,
        people=[person.pk for person in people],
        departments=[department.pk for department in departments],
    )
    application.refresh_from_db()
    return role
