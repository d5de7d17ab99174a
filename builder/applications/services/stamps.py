"""Move an app's version stamp, so that every cache of what it compiled from is left behind."""

from __future__ import annotations

from django.db.models import F

from builder.models import Application


def bump_stamp(application: Application) -> int:
    """Give the app a new version stamp, also on the object at hand."""
    Application.objects.filter(pk=application.pk).update(version_stamp=F("version_stamp") + 1)
    application.version_stamp = Application.objects.values_list("version_stamp", flat=True).get(pk=application.pk)
    return application.version_stamp
