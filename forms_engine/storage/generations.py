"""Generations: the models of one app as of one publish, kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any

from django.db.models import Model

from builder.models import Application
from forms_engine.engine import FormSpec, compile_leniently
from forms_engine.models import Form

from .building import lines_model, record_model
from .registry import GenerationApps

KEPT = 64


class Generation:
    """The compiled forms of one app and the models of their tables; never mixed with another generation's.

    Forms that are not published are not in it; forms in the recycle bin are, because others may still link to them.
    """

    def __init__(self, application_id: int, stamp: int, forms: Iterable[Form]) -> None:
        self.application_id = application_id
        self.stamp = stamp
        self._forms = {form.pk: form for form in forms if form.current_version is not None}
        living = [form for form in self._forms.values() if form.deleted_at is None]
        self.form_ids = {form.key: form.pk for form in living}
        self._documents = {form.key: form.current_version.document for form in living if form.current_version}
        self._specs: dict[int, FormSpec] = {}
        self._built: dict[str, type[Model]] = {}
        self._building = Lock()

    def __contains__(self, form_id: object) -> bool:
        return form_id in self._forms

    def spec(self, form_id: int) -> FormSpec:
        """Return the compiled form.

        Raises:
            LookupError: the form is not published.
        """
        if form_id not in self._specs:
            document = self._form(form_id).current_version.document  # type: ignore[union-attr]
            self._specs[form_id], _problems = compile_leniently(document, self._documents)
        return self._specs[form_id]

    def version_id(self, form_id: int) -> int:
        """Return the id of the version the spec was compiled from."""
        return self._form(form_id).current_version_id  # type: ignore[return-value]

    def key(self, form_id: int) -> str:
        """Return the form's key."""
        return self._form(form_id).key

    def form(self, key: str) -> Form | None:
        """Return the published form with this key; its application is that of the generation."""
        return self._forms.get(self.form_ids.get(key, 0))

    def model(self, form_id: int) -> type[Any]:
        """Return the model of the form's records."""
        self._form(form_id)
        return self._models[f"{form_id}"]

    def lines_model(self, form_id: int, field_id: str) -> type[Any]:
        """Return the model of a sub-table's rows.

        Raises:
            LookupError: the form has no such sub-table.
        """
        return self._models[f"{form_id}/{field_id}"]

    def _form(self, form_id: int) -> Form:
        try:
            return self._forms[form_id]
        except KeyError:
            raise LookupError(f"Form {form_id} is not published.") from None

    @property
    def _models(self) -> dict[str, type[Model]]:
        # Two threads that built at once would each hold models that do not know the other's.
        with self._building:
            self._built = self._built or self._build()
        return self._built

    def _build(self) -> dict[str, type[Model]]:
        apps = GenerationApps()
        built: dict[str, type[Model]] = {}
        for form_id in self._forms:
            spec = self.spec(form_id)
            parent = built[f"{form_id}"] = record_model(apps, form_id, spec, self.form_ids)
            for field in spec.sub_tables():
                built[f"{form_id}/{field.id}"] = lines_model(apps, form_id, field, parent, self.form_ids)
        return built


_kept: OrderedDict[tuple[int, int], Generation] = OrderedDict()
_lock = Lock()


def models_for(application: Application) -> Generation:
    """Return the generation that belongs to the application's version stamp; read the application once per request."""
    key = (application.pk, application.version_stamp)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    generation = read_generation(application)
    with _lock:
        generation = _kept.setdefault(key, generation)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return generation


def kept_generation(application_id: int, stamp: int) -> Generation | None:
    """Return the generation of a version stamp, if this process has it."""
    with _lock:
        return _kept.get((application_id, stamp))


def read_generation(application: Application) -> Generation:
    """Return a new generation from what the database says now, without keeping it."""
    found = Form.objects.filter(application=application, current_version__isnull=False)
    forms = list(found.select_related("current_version"))
    for form in forms:
        form.application = application
    return Generation(application.pk, application.version_stamp, forms)


def forget(application: Application) -> None:
    """Drop what is kept of an application, for instance when a statement met a column it did not know."""
    with _lock:
        for key in [key for key in _kept if key[0] == application.pk]:
            del _kept[key]
