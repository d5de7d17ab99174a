"""Create and change the roles of an app, and who has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from builder import documents
from builder.applications.catalog import check_scope
from builder.applications.events import RoleChanged
from builder.definitions.text import TEXT_SCHEMA, localized
from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, Invalid, NotFound, Problem
from builder.models import Application, Department, Role, RoleMember, User
from builder.permissions import APP_RIGHTS, FORM_ACTIONS, access_to, check_grants, require

from .stamps import bump_stamp

BUILDER = "builder"
MEMBER = "member"
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
BUILDER_GRANTS: dict[str, Any] = {
    "app": list(APP_RIGHTS),
    "forms": {"*": {"actions": list(FORM_ACTIONS), "scope": {"kind": "all"}}},
}
MEMBER_GRANTS: dict[str, Any] = {
    "app": ["use"],
    "forms": {"*": {"actions": ["create", "read", "print"], "scope": {"kind": "own"}}},
}
BUILT_IN_NAMES = {
    BUILDER: {"en": gettext_noop("Builders"), "zh-hans": "搭建者"},
    MEMBER: {"en": gettext_noop("Members"), "zh-hans": "成员"},
}


def add_built_in_roles(actor: User, application: Application) -> None:
    """Give a new app its two first roles, and the first to its creator."""
    builder = _insert(application, BUILDER, BUILT_IN_NAMES[BUILDER], BUILDER_GRANTS)
    _insert(application, MEMBER, BUILT_IN_NAMES[MEMBER], MEMBER_GRANTS)
    if not actor.is_system:
        RoleMember.objects.create(role=builder, user=actor)


@transaction.atomic
def create_role(
    *, actor: User, application: Application, key: str, name: Any, grants: Any = None, everyone: bool = False
) -> Role:
    """Create a role in an app; it gives nothing until it has grants."""
    require(access_to(actor, application), "manage_access")
    name = {"en": name.strip()} if isinstance(name, str) else name
    grants = grants or {}
    if not KEY.match(key):
        raise Invalid(problems=[Problem("key", "pattern", _("Use small letters, digits and dashes, at most 40."))])
    if Role.objects.filter(application=application, key=key).exists():
        raise Conflict(_("Another role of this app has this key."))
    _check(application, name, grants)
    role = _insert(application, key, name, grants, everyone=everyone)
    _announce(actor, role, {"grants": [None, grants], "everyone": [None, everyone]})
    return role


@transaction.atomic
def update_role(*, actor: User, application: Application, role_key: str, **values: Any) -> Role:
    """Change name, grants or `everyone` of a role; only the named values."""
    require(access_to(actor, application), "manage_access")
    role = _locked(application, role_key)
    if not set(values) <= {"name", "grants", "everyone"}:
        raise TypeError("A role has no such value to set.")
    if isinstance(values.get("name"), str):
        values["name"] = {**role.name, "en": values["name"].strip()} if role.name else {"en": values["name"].strip()}
    change = {key: [getattr(role, key), value] for key, value in values.items()}
    for key, value in values.items():
        setattr(role, key, value)
    _check(application, role.name, role.grants)
    role.save(update_fields=list(values))
    _keep_a_manager(application)
    _announce(actor, role, {key: pair for key, pair in change.items() if pair[0] != pair[1]})
    return role


@transaction.atomic
def set_members(
    *,
    actor: User,
    application: Application,
    role_key: str,
    people: Iterable[int] = (),
    departments: Iterable[int] = (),
) -> Role:
    """Say who has a role: people, and departments with everybody in and below them."""
    require(access_to(actor, application), "manage_access")
    role = _locked(application, role_key)
    before = _member_ids(role)
    wanted = {
        "people": sorted(User.objects.filter(pk__in=set(people), is_system=False).values_list("pk", flat=True)),
        "departments": sorted(Department.objects.filter(pk__in=set(departments)).values_list("pk", flat=True)),
    }
    if wanted["people"] != sorted(set(people)) or wanted["departments"] != sorted(set(departments)):
        raise NotFound(_("There is no such person or department."))
    role.members.all().delete()
    RoleMember.objects.bulk_create(
        [RoleMember(role=role, user_id=key) for key in wanted["people"]]
        + [RoleMember(role=role, department_id=key) for key in wanted["departments"]]
    )
    _keep_a_manager(application)
    _announce(actor, role, {"members": [before, wanted]})
    return role


@transaction.atomic
def remove_role(*, actor: User, application: Application, role_key: str) -> None:
    """Remove a role; its members lose what only it gave them."""
    require(access_to(actor, application), "manage_access")
    role = _locked(application, role_key)
    if role.key == BUILDER:
        raise Conflict(_("Every app keeps the role of its builders."))
    _announce(actor, role, {"grants": [role.grants, None]})
    group = role.group
    role.delete()
    if group is not None:
        group.delete()
    _keep_a_manager(application)


def _insert(application: Application, key: str, name: Any, grants: Any, *, everyone: bool = False) -> Role:
    # The group carries the role's design rights on single definitions; nobody is put into it.
    group = Group.objects.create(name=f"{application.pk}:{key}")
    return Role.objects.create(
        application=application, key=key, name=name, grants=grants, everyone=everyone, group=group
    )


def _locked(application: Application, role_key: str) -> Role:
    role = Role.objects.select_for_update(of=("self",)).filter(application=application, key=role_key).first()
    if role is None:
        raise NotFound(_("There is no such role."))
    return role


def _check(application: Application, name: Any, grants: Any) -> None:
    problems = [problem.under("name") for problem in documents.check(TEXT_SCHEMA, name)]
    if not problems and not localized(name).strip():
        problems.append(Problem("name", "required", _("Give the role a name.")))
    found = check_grants(grants)
    if not found:
        found = [
            problem.under(f"forms.{form_key}.scope.expression")
            for form_key, grant in grants.get("forms", {}).items()
            if grant.get("scope", {}).get("kind") == "expression"
            for problem in check_scope(application, form_key, grant["scope"]["expression"])
        ]
    problems += [problem.under("grants") for problem in found]
    if problems:
        raise Invalid(problems=problems)


def _keep_a_manager(application: Application) -> None:
    """Refuse a change after which only administrators could change access again."""
    managing = [role.pk for role in application.roles.all() if "manage_access" in role.grants.get("app", ())]
    everyone = application.roles.filter(pk__in=managing, everyone=True).exists()
    if not everyone and not RoleMember.objects.filter(role__in=managing).exists():
        raise Conflict(_("Somebody must be able to manage access."))


def _member_ids(role: Role) -> dict[str, list[int]]:
    members = list(role.members.all())
    return {
        "people": sorted(member.user_id for member in members if member.user_id is not None),
        "departments": sorted(member.department_id for member in members if member.department_id is not None),
    }


def _announce(actor: User, role: Role, change: dict[str, Any]) -> None:
    bump_stamp(role.application)
    announce(
        RoleChanged(
            actor=Actor.of(actor),
            subject=Subject(application_id=role.application_id),
            change=change,
            role_id=role.pk,
            role_key=role.key,
        )
    )
