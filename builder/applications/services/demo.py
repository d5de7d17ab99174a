"""Load the demo organisation; what is there already stays as it is."""

from __future__ import annotations

from django.db import transaction

from builder.applications.demo import COMPANY, DEPARTMENTS, PASSWORD, PEOPLE, Demo, demo_apps
from builder.models import Department, User
from builder.organization.services.departments import create_department, update_department
from builder.organization.services.people import create_person
from builder.organization.services.workspace import ensure_workspace, system_user


@transaction.atomic
def load_organization() -> Demo:
    """Create the workspace, departments and people of the demo that are not there yet."""
    ensure_workspace(COMPANY)
    departments = _departments()
    people = _people(departments)
    for wanted in DEPARTMENTS:
        department = departments[wanted.key]
        if department.head_id is None:
            head = people[wanted.head]
            departments[wanted.key] = update_department(actor=system_user(), department_id=department.pk, head=head)
    administrator = next(people[wanted.username] for wanted in PEOPLE if wanted.administrator)
    return Demo(administrator, people, departments)


def load_apps(demo: Demo) -> list[str]:
    """Let everybody who offers a demo app add it; return what they say."""
    return [add(demo) for add in demo_apps]


def _departments() -> dict[str, Department]:
    found: dict[str, Department] = {}
    for wanted in DEPARTMENTS:
        parent = found.get(wanted.parent)
        known = Department.objects.filter(name=wanted.name, parent=parent).first()
        found[wanted.key] = known or create_department(actor=system_user(), name=wanted.name, parent=parent)
    return found


def _people(departments: dict[str, Department]) -> dict[str, User]:
    found: dict[str, User] = {}
    for wanted in PEOPLE:
        known = User.objects.filter(username=wanted.username).first()
        found[wanted.username] = known or create_person(
            actor=system_user(),
            username=wanted.username,
            display_name=wanted.display_name,
            password=PASSWORD,
            department=departments[wanted.department],
            manager=found.get(wanted.manager),
            language=wanted.language,
            email=f"{wanted.username}@demo.example",
            is_staff=wanted.administrator,
        )
    return found
