"""Install the forms and the sample records of a package."""

from __future__ import annotations

from typing import Any

from builder.applications.packages import Package, PartInstaller, package_parts
from builder.applications.services.packages import install_roles
from builder.models import Application, Department, User
from forms_engine.models import Form

from .forms import create_form
from .publishing import publish_form
from .records import submit_record


@package_parts.register
def forms_part() -> PartInstaller:
    """Forms come first: everything else is about them."""
    return PartInstaller(100, install_forms)


@package_parts.register
def roles_part() -> PartInstaller:
    """Roles name forms, and flows name roles."""
    return PartInstaller(150, install_roles)


@package_parts.register
def records_part() -> PartInstaller:
    """Sample records come last, so that they start flows and rules."""
    return PartInstaller(900, install_records)


def install_forms(actor: User, application: Application, package: Package) -> None:
    """Create and publish the forms, those that others link to before those others."""
    documents = dict(package.parts("forms"))
    for key in package.app["forms"]:
        document = documents[key]
        form = create_form(actor=actor, application=application, name=document["title"], key=key, document=document)
        publish_form(actor=actor, form=form, base_revision=form.draft_revision)


def install_records(actor: User, application: Application, package: Package) -> None:
    """Submit the sample records, each in the name of the person who would have."""
    created: dict[str, list[int]] = {}
    people = {user.username: user for user in User.objects.filter(is_active=True)}
    departments = dict(Department.objects.values_list("name", "pk"))
    for _name, data in package.parts("data"):
        form = Form.objects.select_related("application__workspace").get(application=application, key=data["form"])
        for one in data["records"]:
            values = _resolved(one["values"], created, departments)
            person = people.get(one["by"], actor)
            reference = submit_record(actor=person, form=form, values=values)
            created.setdefault(form.key, []).append(reference.id)


def _resolved(value: Any, created: dict[str, list[int]], departments: dict[str, int]) -> Any:
    if isinstance(value, dict):
        if "$record" in value:
            form_key, index = value["$record"]
            return created[form_key][index]
        if "$department" in value:
            return departments.get(value["$department"])
        return {key: _resolved(one, created, departments) for key, one in value.items()}
    return [_resolved(one, created, departments) for one in value] if isinstance(value, list) else value
