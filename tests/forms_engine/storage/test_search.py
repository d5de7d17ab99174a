"""Full search in records."""

from __future__ import annotations

import pytest
from django.utils import timezone

from forms_engine.storage import models_for, search_predicate
from forms_engine.storage.search import MAX_SEARCH_TEXT, normalise, search_text
from tests.forms_engine.making import make_app, make_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    form = make_form(make_app(), "note", {"a": "text"})
    records = models_for(form.application).model(form.pk).objects
    now = timezone.now()
    for number, text in enumerate(["Purchase of PAPER", "采购申请 2026", "50% off_now", "Straße"]):
        records.create(
            created_at=now,
            updated_at=now,
            form_version_id=form.current_version_id,
            number=str(number),
            search=search_text([text]),
        )

    return lambda text: sorted(records.filter(search_predicate(text)).values_list("number", flat=True))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("paper", ["0"]),
        ("PAPER purch", ["0"]),
        ("采购", ["1"]),
        ("购", ["1"]),
        ("申请 采购", ["1"]),
        ("２０２６", ["1"]),
        ("50%", ["2"]),
        ("off_", ["2"]),
        ("strasse", ["3"]),
        ("STRASSE", ["3"]),
        ("repap", []),
        ("", ["0", "1", "2", "3"]),
    ],
)
def test_words_are_found_anywhere(found, text, numbers):
    """Every word counts, in any order, in any width and case; signs have no meaning of their own."""
    assert numbers == found(text)


def test_a_pair_of_letters_is_not_a_word(found):
    """Pairs that occur, but not next to each other, do not make a match."""
    assert [] == found("pape rxx")
    assert [] == found("paerpa")


def test_texts_are_normalised():
    """One form of every letter, small, single blanks."""
    assert "ab c" == normalise("  ＡB \n C ")


def test_what_is_searched_is_limited():
    """Equal texts count once, and the whole stays short."""
    assert "a" == search_text(["A", "a", ""])
    assert MAX_SEARCH_TEXT == len(search_text(["x" * 10_000]))
