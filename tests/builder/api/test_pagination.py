"""Keyset pages."""

from __future__ import annotations

import pytest
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from builder.api.pagination import decode_cursor, encode_cursor, keyset_page, read_limit
from builder.exceptions import Invalid
from builder.models import User
from tests.builder.factories import make_person

ORDER = ("-display_name", "id")


def _all(limit):
    cursor, found = "", []
    while cursor is not None:
        page = keyset_page(User.objects.filter(is_system=False), ORDER, cursor=cursor, limit=limit)
        found += page.items
        cursor = page.next_cursor
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_hold_every_row_once(limit):
    """Also where many rows are alike in the first name of the order."""
    for name in ("b", "a", "b", "c", "b", "a", "b"):
        make_person(display_name=name)

    assert list(User.objects.filter(is_system=False).order_by(*ORDER)) == _all(limit)


@pytest.mark.django_db
def test_rows_that_come_meanwhile_disturb_nothing():
    """A row before the cursor does not shift what follows."""
    rows = User.objects.filter(is_system=False)
    people = [make_person(display_name=name) for name in "abcd"]
    page = keyset_page(rows, ("display_name", "id"), limit=2)
    make_person(display_name="a0")

    assert people[2:] == keyset_page(rows, ("display_name", "id"), cursor=page.next_cursor, limit=2).items


@pytest.mark.parametrize("cursor", ["x", "%%%", encode_cursor([1]), encode_cursor([[1], 2]), encode_cursor({"a": 1})])
def test_a_cursor_of_another_list_is_refused(cursor):
    """It is not taken for a position."""
    with pytest.raises(Invalid):
        decode_cursor(cursor, 2)


@pytest.mark.parametrize("limit", ["0", "-1", "201", "many", "٣", "9" * 50])
def test_the_limit_is_limited(limit):
    """Nobody asks for everything at once."""
    request = APIView().initialize_request(APIRequestFactory().get("/", {"limit": limit}))

    with pytest.raises(Invalid):
        read_limit(request)
