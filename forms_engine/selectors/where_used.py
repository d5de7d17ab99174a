"""Who uses a field of a form: formulas and conditions of other forms, and whatever the engines above know of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.applications.providers import Providers
from builder.definitions.text import localized
from builder.exceptions import translated
from forms_engine.engine import FormSpec
from forms_engine.models import Form
from forms_engine.storage import models_for


@dataclass(frozen=True)
class Use:
    """One user of a field: `kind` is form, flow, rule, report or the like; `name` is a text per language."""

    kind: str
    key: str
    name: Any
    message: Any = "%(name)s"

    def text(self) -> str:
        """Return what uses the field, in the active language."""
        return translated(str(self.message)) % {"name": localized(self.name) or self.key}


UseFinder = Callable[[Form, str], Iterable[Use]]

use_finders: Providers[UseFinder] = Providers("use finder")
"""Engines above register a function that returns who of theirs uses the field with this key of this form."""


def uses_of(form: Form, field_key: str) -> list[Use]:
    """Return who uses a field of the published form, its own formulas and conditions left out."""
    return [use for finder in use_finders for use in finder(form, field_key)]


@use_finders.register
def other_forms(form: Form, field_key: str) -> Iterable[Use]:
    """Find the forms of the same app that read the field behind a link."""
    generation = models_for(form.application)
    others = Form.objects.filter(application=form.application_id, deleted_at=None).exclude(pk=form.pk)
    for other in others.filter(current_version__isnull=False):
        if other.pk in generation and _reads(generation.spec(other.pk), form.key, field_key):
            yield Use("form", other.key, other.name, _("the form %(name)s"))


def _reads(spec: FormSpec, form_key: str, field_key: str) -> bool:
    for path, field in spec.walk():
        names = {name.partition(".")[0] for name in spec.reads.get(path, ())}
        if field.target == form_key and field_key in names:
            return True
    return False
