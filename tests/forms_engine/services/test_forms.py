"""Creating forms, saving their drafts and putting them away."""

from __future__ import annotations

import pytest

from builder.definitions.services.drafts import DraftChanged
from builder.exceptions import Conflict, Invalid, NotAllowed
from builder.models import EventRow
from forms_engine.services.forms import (
    check_draft,
    create_form,
    delete_form,
    publish_form,
    rename_form,
    restore_form,
    save_form_draft,
)
from tests.builder.factories import make_administrator, make_application, make_person, make_role
from tests.forms_engine.making import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def designer():
    return make_administrator()


@pytest.fixture
def app(designer):
    return make_application(designer)


def test_keys_are_made_from_names(designer, app):
    """A free key follows from the English name, or from the noun."""
    names = ["Purchase request", "Purchase request", {"zh-hans": "采购"}, {"en": "2nd form"}]

    keys = [create_form(actor=designer, application=app, name=name).key for name in names]

    assert ["purchase_request", "purchase_request_2", "form", "form_2nd_form"] == keys


@pytest.mark.parametrize(("key", "path"), [("Bad Key", "key"), ("new", "key"), ("1st", "key")])
def test_bad_keys_are_refused(designer, app, key, path):
    """A key must be able to stand in an address."""
    with pytest.raises(Invalid) as refusal:
        create_form(actor=designer, application=app, name="X", key=key)
    assert [path] == [problem.path for problem in refusal.value.problems]


def test_a_key_is_taken_once(designer, app):
    """Two forms of an app cannot share a key, unless one is in the recycle bin."""
    form = create_form(actor=designer, application=app, name="A", key="a")
    with pytest.raises(Conflict):
        create_form(actor=designer, application=app, name="B", key="a")
    delete_form(actor=designer, form=form)

    assert "a" == create_form(actor=designer, application=app, name="B", key="a").key
    with pytest.raises(Conflict):
        restore_form(actor=designer, form=form)


def test_a_form_needs_a_name(designer, app):
    """A name of blanks is none."""
    with pytest.raises(Invalid, match="name"):
        create_form(actor=designer, application=app, name="  ")


def test_drafts_are_completed_and_numbered(designer, app):
    """A saved field has an id, and the revision grows."""
    form = create_form(actor=designer, application=app, name="A")

    revision = save_form_draft(actor=designer, form=form, document=make_document({"a": "text"}), base_revision=1)

    assert 2 == revision == form.draft_revision
    assert form.draft["properties"]["a"]["x-field"]["id"]


def test_a_half_written_draft_is_kept(designer, app):
    """Mistakes are told by the check, not by the save."""
    form = create_form(actor=designer, application=app, name="A")
    document = make_document({"1 2": {"type": "choice"}, "b": {"type": "formula", "expression": "("}})
    save_form_draft(actor=designer, form=form, document=document, base_revision=1)

    paths = {problem.path for problem in check_draft(actor=designer, form=form, document=form.draft)}

    assert {"properties.1 2", "properties.1 2.x-field.options", "properties.b.x-field.expression"} == paths


def test_the_second_save_from_the_same_state_is_refused(designer, app):
    """Nobody overwrites what somebody has just saved."""
    form = create_form(actor=designer, application=app, name="A")
    save_form_draft(actor=designer, form=form, document=make_document({"a": "text"}), base_revision=1)

    with pytest.raises(DraftChanged):
        save_form_draft(actor=designer, form=form, document=make_document({"b": "text"}), base_revision=1)


def test_a_linked_form_is_not_deleted(designer, app):
    """The forms that link to it are named; a form that stands alone goes, with an event."""
    supplier = create_form(actor=designer, application=app, name="Supplier", document=make_document({"a": "text"}))
    publish_form(actor=designer, form=supplier)
    linked = make_document({"items": {"type": "lines", "columns": {"from": {"type": "link", "form": "supplier"}}}})
    order = create_form(actor=designer, application=app, name="Order", document=linked)
    publish_form(actor=designer, form=order)

    with pytest.raises(Conflict, match="Order"):
        delete_form(actor=designer, form=supplier)
    delete_form(actor=designer, form=order)
    delete_form(actor=designer, form=supplier)
    assert 2 == EventRow.objects.filter(type="form.deleted").count()


def test_a_form_is_renamed_without_a_version(designer, app):
    """Name and sign belong to the form, not to its document."""
    form = create_form(actor=designer, application=app, name="A")

    rename_form(actor=designer, form=form, name={"en": "B", "zh-hans": "乙"}, icon="box")

    form.refresh_from_db()
    assert ({"en": "B", "zh-hans": "乙"}, "box", "a") == (form.name, form.icon, form.key)


@pytest.mark.parametrize(
    "command",
    [
        lambda actor, app, form: create_form(actor=actor, application=app, name="X"),
        lambda actor, app, form: save_form_draft(actor=actor, form=form, document={"properties": {}}, base_revision=1),
        lambda actor, app, form: check_draft(actor=actor, form=form, document={}),
        lambda actor, app, form: rename_form(actor=actor, form=form, name="X"),
        lambda actor, app, form: delete_form(actor=actor, form=form),
        lambda actor, app, form: restore_form(actor=actor, form=form),
        lambda actor, app, form: publish_form(actor=actor, form=form),
    ],
)
def test_who_only_uses_the_app_designs_nothing(designer, app, command):
    """Every command asks for the right."""
    form = create_form(actor=designer, application=app, name="A")
    person = make_person()
    make_role(app, person, grants={"app": ["use"], "forms": {"*": {"actions": ["read", "create"]}}})

    with pytest.raises(NotAllowed):
        command(person, app, form)
