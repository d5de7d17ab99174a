"""Create, change, move and remove departments; their paths follow."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, Invalid, NotFound, Problem
from builder.models import Department, User
from builder.organization.events import DepartmentChanged
from builder.organization.selectors.people import require_administrator

from .workspace import ensure_workspace

LONGEST_PATH = 255


@transaction.atomic
def create_department(
    *, actor: User, name: str, parent: Department | None = None, head: User | None = None, position: int = 0
) -> Department:
    """Create a department below another one, or at the top."""
    require_administrator(actor)
    _check_name(name)
    department = Department.objects.create(
        workspace=ensure_workspace(), name=name.strip(), parent=parent, head=head, position=position
    )
    department.path = _path(department, parent)
    department.save(update_fields=["path"])
    _announce(actor, department, {"name": [None, department.name]})
    return department


@transaction.atomic
def update_department(*, actor: User, department_id: int, **values: Any) -> Department:
    """Change name, head or position of a department; only the named values."""
    require_administrator(actor)
    department = _locked(department_id)
    if not set(values) <= {"name", "head", "position"}:
        raise TypeError("Only name, head and position can be changed like this.")
    if "name" in values:
        _check_name(values["name"])
        values["name"] = values["name"].strip()
    change = {key: [_plain(getattr(department, key)), _plain(value)] for key, value in values.items()}
    for key, value in values.items():
        setattr(department, key, value)
    department.save(update_fields=list(values))
    _announce(actor, department, {key: pair for key, pair in change.items() if pair[0] != pair[1]})
    return department


@transaction.atomic
def move_department(*, actor: User, department_id: int, parent: Department | None) -> Department:
    """Hang a department, with everything below it, under another one."""
    require_administrator(actor)
    # All departments are locked: two moves at once could hang two departments below each other.
    list(Department.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    department = _locked(department_id)
    parent = _locked(parent.pk) if parent else None
    if parent is not None and parent.path.startswith(department.path):
        raise Conflict(_("A department cannot be below itself."))
    before, old_path = department.parent_id, department.path
    new_path = _path(department, parent)
    Department.objects.filter(path__startswith=old_path).update(
        path=Concat(Value(new_path), Substr("path", len(old_path) + 1))
    )
    department.parent, department.path = parent, new_path
    department.save(update_fields=["parent"])
    _announce(actor, department, {"parent": [before, parent.pk if parent else None]})
    return department


@transaction.atomic
def remove_department(*, actor: User, department_id: int) -> None:
    """Remove a department in which nobody is and below which nothing is."""
    require_administrator(actor)
    department = _locked(department_id)
    if department.children.exists() or department.people.exists():
        raise Conflict(_("Move the people and departments below it first."))
    _announce(actor, department, {"name": [department.name, None]})
    department.delete()


def _locked(department_id: int) -> Department:
    department = Department.objects.select_for_update().filter(pk=department_id).first()
    if department is None:
        raise NotFound(_("There is no such department."))
    return department


def _path(department: Department, parent: Department | None) -> str:
    path = f"{parent.path if parent else ''}{department.pk}/"
    if len(path) > LONGEST_PATH:
        raise Conflict(_("Departments cannot be nested that deeply."))
    return path


def _check_name(name: str) -> None:
    if not 1 <= len(name.strip()) <= 150:
        raise Invalid(problems=[Problem("name", "required", _("Give the department a name."))])


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, User) else value


def _announce(actor: User, department: Department, change: dict[str, Any]) -> None:
    announce(DepartmentChanged(actor=Actor.of(actor), subject=Subject(), change=change, department_id=department.pk))
