"""The five steps of publishing, tried on a publisher of its own."""

from __future__ import annotations

import pytest

from builder.definitions.changes import Change
from builder.definitions.services.drafts import DraftChanged
from builder.definitions.services.publishing import Finding, Publisher, change_stamp, current_document, publish, review
from builder.events import Actor, Subject
from builder.exceptions import Invalid, Problem
from builder.models import EventRow
from forms_engine.events import FormPublished
from forms_engine.models import Form, FormVersion
from tests.builder.factories import make_administrator, make_application

pytestmark = pytest.mark.django_db


class WordPublisher(Publisher[Form, FormVersion]):
    """Publishes documents with a word; `bad` has a problem, `stop` meets a finding, `crash` fails while writing."""

    def check(self, definition, document):
        """Refuse the bad word."""
        return [Problem("word", "bad", "Choose another word.")] if document["word"] == "bad" else []

    def diff(self, definition, old, new):
        """Tell the words."""
        return [Change("changed", "word", "Now %(word)s.", {"word": new["word"]}, before=old and old["word"])]

    def preflight(self, definition, document):
        """Stop at the word."""
        level = "stop" if document["word"] == "stop" else "info"
        return [Finding(level, "word", "The word is %(word)s.", document)]

    def new_version(self, definition, **fields):
        """Return a version."""
        return FormVersion(form=definition, **fields)

    def write(self, definition, version, actor):
        """Crash at the word."""
        if version.document["word"] == "crash":
            raise RuntimeError

    def event(self, definition, version, actor):
        """Return the event."""
        return FormPublished(
            actor=Actor.of(actor),
            subject=Subject(),
            form_id=definition.pk,
            version_id=version.pk,
            number=version.number,
        )


@pytest.fixture
def actor():
    return make_administrator()


@pytest.fixture
def form():
    return Form.objects.create(application=make_application(), key="order", draft={"word": "one"}, draft_revision=4)


def test_a_version_is_written_and_announced(actor, form):
    """Number, document, stamp and event move together, also on the objects at hand."""
    stamp = form.application.version_stamp
    version = publish(WordPublisher(), form, actor=actor, base_revision=4, note="why")

    assert (1, {"word": "one"}, "why") == (version.number, version.document, version.note)
    assert ({"word": "one"}, version) == (current_document(form), form.current_version)
    assert form.application.version_stamp > stamp
    assert 1 == EventRow.objects.filter(type="form.published").count()


def test_the_same_document_is_published_once(actor, form):
    """An unchanged draft returns the version in use and announces nothing."""
    first = publish(WordPublisher(), form, actor=actor)

    assert first == publish(WordPublisher(), form, actor=actor)
    assert 1 == EventRow.objects.filter(type="form.published").count()


@pytest.mark.parametrize("word", ["bad", "stop"])
def test_what_stands_in_the_way_is_told(actor, form, word):
    """Problems and stopping findings refuse, and nothing is written."""
    Form.objects.update(draft={"word": word})

    with pytest.raises(Invalid) as refusal:
        publish(WordPublisher(), form, actor=actor)
    assert 1 == len(refusal.value.problems)
    assert 0 == FormVersion.objects.count()


def test_a_crash_leaves_nothing_behind(actor, form):
    """All of it happens, or nothing."""
    Form.objects.update(draft={"word": "crash"})

    with pytest.raises(RuntimeError):
        publish(WordPublisher(), form, actor=actor)
    assert (0, None) == (FormVersion.objects.count(), Form.objects.get().current_version)


def test_an_older_draft_is_refused_with_the_difference(actor, form):
    """The second designer sees in words what changed meanwhile."""
    Form.objects.update(draft={"word": "two"}, draft_revision=5)

    with pytest.raises(DraftChanged) as refusal:
        publish(WordPublisher(), form, actor=actor, base_revision=4)
    assert ["Now two."] == [change["message"] for change in refusal.value.extra["changes"]]


def test_a_review_shows_everything_and_does_nothing(actor, form):
    """Changes and findings, or else problems."""
    good = review(WordPublisher(), form)
    form.draft = {"word": "bad"}
    bad = review(WordPublisher(), form)

    assert (True, ["Now one."], ["The word is one."]) == (
        good.publishable,
        [change.text() for change in good.changes],
        [finding.text() for finding in good.findings],
    )
    assert (False, ["word"]) == (bad.publishable, [problem["path"] for problem in bad.as_dict()["problems"]])
    assert 0 == FormVersion.objects.count()


def test_a_stamp_never_comes_again(form):
    """Not even after a transaction that was rolled back."""
    stamps = [change_stamp(form.application) for _ in range(3)]

    assert sorted(set(stamps)) == stamps
    assert stamps[0] > 10**15
