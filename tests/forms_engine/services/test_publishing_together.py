"""Designers, writers and reports that meet while a form is published."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from builder.exceptions import Busy, DomainError
from forms_engine.models import Form, FormVersion
from forms_engine.selectors.forms import form_spec
from forms_engine.services import publishing
from forms_engine.services.forms import create_form, publish_form, save_form_draft
from forms_engine.services.indexes import build_missing_indexes
from forms_engine.storage import models_for
from forms_engine.storage.indexes import missing_indexes
from tests.builder.factories import make_administrator, make_application
from tests.forms_engine.making import make_document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def designer():
    return make_administrator()


@pytest.fixture
def app(designer):
    return make_application(designer)


def make(designer, app, key):
    """Create and publish a form with one field."""
    form = create_form(actor=designer, application=app, name=key, key=key, document=make_document({"a": "text"}))
    publish_form(actor=designer, form=form)
    return form


def together(*work):
    """Do several things at once, each in a thread with a connection of its own, and return what each gave."""
    start = threading.Barrier(len(work))
    found = [None] * len(work)

    def run(position):
        start.wait()
        try:
            found[position] = work[position]()
        except DomainError as refusal:
            found[position] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(position,)) for position in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_designers_cannot_publish_over_each_other(designer, app):
    """Both started from one draft; one version more is the outcome, never two."""
    form = make(designer, app, "one")
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text", "b": "text"}), base_revision=1)

    def publish():
        return publish_form(actor=designer, form=Form.objects.get(pk=form.pk), base_revision=2).number

    assert [2, 2] == together(publish, publish)
    assert 2 == FormVersion.objects.filter(form=form).count()


def test_forms_that_link_to_each_other_are_published_at_once(designer, app):
    """References that cross do not lock each other out."""
    first, other = make(designer, app, "first"), make(designer, app, "other")
    crossed = {"first": "other", "other": "first"}
    for form in (first, other):
        document = make_document({"a": "text", "to": {"type": "link", "form": crossed[form.key]}})
        save_form_draft(actor=designer, form=form, document=document, base_revision=1)

    def publish(form):
        return lambda: publish_form(actor=designer, form=Form.objects.get(pk=form.pk)).number

    assert [2, 2] == together(publish(first), publish(other))


def test_a_table_in_use_is_told_not_waited_for(designer, app, monkeypatch):
    """Behind a long report the publish gives up politely, and changes nothing."""
    if connection.vendor != "postgresql":
        # SQLite has one writer at a time, and readers that never hold it up.
        return
    monkeypatch.setattr(publishing, "ATTEMPTS", 2)
    form = make(designer, app, "one")
    table = models_for(form.application).model(form.pk)._meta.db_table
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text", "b": "text"}), base_revision=1)
    found = []

    def publish():
        try:
            publish_form(actor=designer, form=Form.objects.get(pk=form.pk))
        except Busy as refusal:
            found.append(refusal.code)
        finally:
            connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{table}" IN ACCESS SHARE MODE')
        thread = threading.Thread(target=publish)
        thread.start()
        thread.join()

    assert (["busy"], 1) == (found, FormVersion.objects.filter(form=form).count())


def test_indexes_are_built_beside_the_writers(designer, app):
    """Outside a transaction, and what an earlier attempt left unfinished is replaced."""
    form = make(designer, app, "one")
    document = make_document({"a": {"type": "text", "indexed": True}})
    save_form_draft(actor=designer, form=form, document=document, base_revision=1)
    publish_form(actor=designer, form=form)
    build_missing_indexes(form.pk)

    assert [] == missing_indexes(form.pk, form_spec(form))


def test_records_are_not_lost_while_columns_are_added(designer, app):
    """A writer and a publisher at the same moment both succeed."""
    form = make(designer, app, "one")
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text", "b": "text"}), base_revision=1)
    model = models_for(form.application).model(form.pk)
    version, now = form.current_version_id, timezone.now()

    def write():
        for _ in range(20):
            model.objects.create(created_at=now, updated_at=now, form_version_id=version)
        return "written"

    def publish():
        return publish_form(actor=designer, form=Form.objects.get(pk=form.pk)).number

    assert ["written", 2] == together(write, publish)
    assert 20 == model.objects.count()
