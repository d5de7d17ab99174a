"""Find applications."""

from __future__ import annotations

from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.exceptions import NotFound
from builder.models import Application, User
from builder.permissions import access_everywhere, access_to, require, sees_everything


def list_applications(*, actor: User) -> list[Application]:
    """Return the apps the actor may use, in the order of their names."""
    apps = Application.objects.filter(deleted_at=None).order_by("pk")
    if not sees_everything(actor):
        usable = [key for key, access in access_everywhere(actor).items() if access.can("use")]
        apps = apps.filter(pk__in=usable)
    return sorted(apps, key=lambda app: localized(app.name).casefold())


def get_application(*, actor: User, key: str, right: str = "use") -> Application:
    """Return an app; to those without the right it does not exist.

    Somebody who may use the app but lacks another right learns that it is the right they lack.
    """
    application = Application.objects.filter(key=key, deleted_at=None).first()
    if application is None or not access_to(actor, application).can("use"):
        raise NotFound(_("There is no such app."))
    require(access_to(actor, application), right)
    return application
