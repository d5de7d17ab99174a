"""Install an app from a folder of files."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from builder.applications.demo import Demo, demo_apps
from builder.applications.packages import GALLERY, Package, installers
from builder.models import Application, User

from .applications import create_application
from .roles import create_role, set_members, update_role


@transaction.atomic
def install_package(*, actor: User, package: Package) -> Application:
    """Create the app that a package describes, with roles, definitions and sample data; all of it or nothing."""
    about = package.app
    application = create_application(
        actor=actor,
        name=about["name"],
        key=about["key"],
        icon=about["icon"],
        accent=about["accent"],
        description=about["description"],
    )
    for part in installers():
        part.install(actor, application, package)
    return application


def install_roles(actor: User, application: Application, package: Package) -> None:
    """Create the roles of a package and put those of its people into them who are here."""
    known = set(application.roles.values_list("key", flat=True))
    for role in package.app["roles"]:
        _role(actor, application, role, exists=role["key"] in known)
        members = User.objects.filter(username__in=role.get("members", []))
        people = {*members.values_list("pk", flat=True), *((actor.pk,) if role["key"] == "builder" else ())}
        if people:
            set_members(actor=actor, application=application, role_key=role["key"], people=people)


def _role(actor: User, application: Application, role: dict[str, Any], *, exists: bool) -> None:
    values = {"name": role["name"], "grants": role["grants"], "everyone": role.get("everyone", False)}
    if exists:
        update_role(actor=actor, application=application, role_key=role["key"], **values)
    else:
        create_role(actor=actor, application=application, key=role["key"], **values)


@demo_apps.register
def install_purchasing(demo: Demo) -> str:
    """Add the purchasing app of the gallery, unless it is there."""
    package = Package(GALLERY / "purchasing")
    key = package.app["key"]
    if Application.objects.filter(key=key).exists():
        return f"The app {key} is there already."
    install_package(actor=demo.administrator, package=package)
    return f"The app {key} is ready."
