"""Apps, people and published forms for tests, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from builder.models import Application, Department, Role, RoleMember, User, Workspace
from forms_engine.engine.completing import complete
from forms_engine.models import Form, FormVersion
from forms_engine.storage.ddl import build_tables
from forms_engine.storage.generations import read_generation


def make_workspace() -> Workspace:
    """Return the workspace."""
    return Workspace.objects.first() or Workspace.objects.create(name="Acme", timezone="Asia/Shanghai")


def make_app(key: str = "purchasing", creator: User | None = None) -> Application:
    """Create an app."""
    creator = creator or make_person("maker", is_staff=True)
    return Application.objects.create(workspace=make_workspace(), key=key, name={"en": key}, created_by=creator)


def make_person(username: str, **fields: Any) -> User:
    """Return the person with a user name, made on first use."""
    return User.objects.filter(username=username).first() or User.objects.create_user(username, **fields)


def make_department(name: str, parent: Department | None = None) -> Department:
    """Create a department."""
    made = Department.objects.create(workspace=make_workspace(), name=name, parent=parent)
    made.path = f"{parent.path if parent else ''}{made.pk}/"
    made.save()
    return made


def make_role(app: Application, person: User | None = None, *, key: str = "clerk", **forms: Any) -> Role:
    """Give a role with grants on forms to a person, or to everyone."""
    role = Role.objects.create(
        application=app, key=key, grants={"app": ["use"], "forms": forms}, everyone=person is None
    )
    if person is not None:
        RoleMember.objects.create(role=role, user=person)
    Application.objects.filter(pk=app.pk).update(version_stamp=app.version_stamp + 1)
    app.refresh_from_db()
    return role


def make_document(fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a document with fields given as type, or as settings with a type."""
    return {
        "title": more.pop("title", "A form"),
        "properties": {key: make_property(settings) for key, settings in fields.items()},
        **{name.replace("_", "-", 1) if name.startswith("x_") else name: value for name, value in more.items()},
    }


def make_property(settings: Any) -> dict[str, Any]:
    """Return one property."""
    field = {"type": settings} if isinstance(settings, str) else dict(settings)
    columns = field.pop("columns", None)
    prop: dict[str, Any] = {"x-field": field}
    if columns is not None:
        prop["items"] = {"properties": {key: make_property(one) for key, one in columns.items()}}
    return prop


def make_form(app: Application, key: str, fields: dict[str, Any], **more: Any) -> Form:
    """Create and publish a form."""
    form = Form.objects.create(application=app, key=key, name={"en": key})
    return publish(form, make_document(fields, **more))


def publish(form: Form, document: dict[str, Any]) -> Form:
    """Publish a document of a form."""
    published = form.current_version.document if form.current_version else None
    counter = iter(range(10_000))
    done = complete(document, published, lambda: f"{form.key[:3]}{form.versions.count()}{next(counter):03d}")
    version = FormVersion.objects.create(
        form=form, number=form.versions.count() + 1, document=done, published_by=form.application.created_by
    )
    form.current_version = version
    form.save()
    app = form.application
    Application.objects.filter(pk=app.pk).update(version_stamp=app.version_stamp + 1)
    app.refresh_from_db()
    build_tables(read_generation(app), form.pk)
    return form
