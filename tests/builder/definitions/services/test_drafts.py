"""Drafts are saved so that nothing is lost."""

from __future__ import annotations

import pytest

from builder.definitions.services.drafts import DraftChanged, save_draft
from forms_engine.models import Form
from tests.builder.factories import make_administrator, make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return Form.objects.create(application=make_application(), key="order", draft={"a": 1})


def test_a_saved_draft_has_the_next_revision(form):
    """The definition at hand is brought up to date."""
    ann = make_administrator("ann")

    assert 1 == save_draft(definition=form, document={"a": 2}, base_revision=0, actor=ann)
    assert ({"a": 2}, 1, ann) == (form.draft, form.draft_revision, form.draft_changed_by)
    assert {"a": 2} == Form.objects.get().draft


def test_an_older_draft_is_refused_with_both(form):
    """The refusal shows the draft as it is, what was sent, and who was faster."""
    stale = Form.objects.get()
    save_draft(definition=form, document={"a": 2}, base_revision=0, actor=make_administrator("ann"))

    with pytest.raises(DraftChanged) as refusal:
        save_draft(definition=stale, document={"a": 3}, base_revision=0, actor=make_administrator("bob"))
    extra = refusal.value.extra
    assert ({"a": 2}, 1, {"a": 3}, "Ann") == (extra["draft"], extra["revision"], extra["yours"], extra["changed_by"])
    assert {"a": 2} == Form.objects.get().draft
