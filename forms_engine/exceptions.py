"""Errors of the forms engine.

Conflict
|-- FormNotPublished   409  there is no version to keep records by
`-- RecordChanged      409  somebody saved the record in between; both versions are told
"""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Conflict


class Keyed(Protocol):
    """A form, or anything else with a key."""

    key: str


class FormNotPublished(Conflict):
    """The form has no published version yet."""

    code = "form_not_published"
    title = _("Not published")

    @classmethod
    def of(cls, form: Keyed) -> FormNotPublished:
        """Return the error for a form."""
        return cls(_("The form %(form)s is not published yet.") % {"form": form.key})


class RecordChanged(Conflict):
    """Somebody saved the record since it was read."""

    code = "record_changed"
    title = _("Changed in the meantime")
