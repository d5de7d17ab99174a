"""People and departments in the API."""

from __future__ import annotations

import pytest

from tests.builder.factories import make_department, make_person

pytestmark = pytest.mark.django_db


def test_people_are_found_by_words_or_by_ids(api):
    """Ids answer who is already chosen, also when they have left."""
    department = make_department("Sales")
    ada = make_person(display_name="Ada Lovelace", department=department)
    gone = make_person(display_name="Ada Gone", is_active=False)
    client = api(ada)

    assert [ada.pk] == [one["id"] for one in client.get("/api/v1/people/?search=ada").json()["results"]]
    assert {ada.pk, gone.pk} == {
        one["id"] for one in client.get(f"/api/v1/people/?ids={ada.pk},{gone.pk},x").json()["results"]
    }
    assert {"id": department.pk, "name": "Sales"} == client.get("/api/v1/me/").json()["department"]


def test_departments_say_where_they_are(api):
    """The path holds the ids from the top down."""
    company = make_department("Company")
    team = make_department("Team", parent=company)

    (found,) = api(make_person()).get("/api/v1/departments/?search=team").json()["results"]

    assert (company.pk, [company.pk, team.pk]) == (found["parent"], found["path"])


def test_searching_costs_the_same_for_one_and_for_many(api, django_assert_max_num_queries):
    """No query per person."""
    department = make_department()
    for _number in range(10):
        make_person(display_name="Ada", department=department)
    client = api(make_person())

    with django_assert_max_num_queries(6):
        client.get("/api/v1/people/?search=ada")
