"""What forms add to the navigation, the search and the home page."""

from __future__ import annotations

import pytest

from builder.applications.home import recent_of
from builder.applications.navigation import entries_for
from builder.applications.search import search
from forms_engine.services.comments import add_comment
from forms_engine.services.records import delete_record, submit_record
from tests.flow_engine.making import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """Return an office with a purchase form that everybody may fill in."""
    return make_office()


def test_forms_stand_in_the_navigation_of_those_who_use_them(office):
    """Whoever has no role finds nothing."""
    urls = [entry.url for entry in entries_for(office.ann, office.app)]

    assert "/apps/buying/purchase/" in urls


def test_a_form_is_found_by_a_part_of_its_name(office):
    """The result leads to its records and says which app it is of."""
    groups = search(office.ann, "purch")

    assert [("purchase", "/apps/buying/purchase/", "buying")] == [
        (item["label"], item["url"], item["hint"])
        for group in groups
        for item in group["items"]
        if item["url"].startswith("/apps/buying/p")
    ]


def test_the_home_page_shows_what_a_person_wrote_lately(office):
    """Each record once, the latest first, by its title; what is gone is left out."""
    first = submit_record(actor=office.ann, form=office.form, values={"subject": "Chairs"})
    submit_record(actor=office.ann, form=office.form, values={"subject": "Desks"})
    gone = submit_record(actor=office.ann, form=office.form, values={"subject": "Lamps"})
    submit_record(actor=office.admin, form=office.form, values={"subject": "Not hers"})
    add_comment(actor=office.ann, form=office.form, record_id=first.id, body="Blue ones")
    delete_record(actor=office.admin, form=office.form, record_id=gone.id, revision=gone.revision)

    assert ["Chairs", "Desks"] == [item.title for item in recent_of(office.ann)]
    assert [f"/apps/buying/purchase/{first.id}/"] == [item.url for item in recent_of(office.ann, 1)]
