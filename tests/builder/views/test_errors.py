"""Pages for what goes wrong."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from builder.exceptions import Conflict, Invalid, Problem
from builder.views.errors import error_answer, server_error
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def _request(path="/x/", **headers):
    request = RequestFactory().get(path, **headers)
    request.user = make_person()
    request.resolver_match = None
    request.htmx = bool(headers)
    return request


def test_a_page_says_what_happened_and_shows_every_problem():
    """The status is that of the error."""
    error = Invalid(problems=[Problem("amount", "range", "At most %(most)s.", {"most": 9})])
    response = error_answer(_request(), error)

    assert (422, True) == (response.status_code, "At most 9." in response.content.decode())


def test_a_fragment_gets_a_message_only():
    """The page keeps what it has."""
    response = error_answer(_request(HTTP_HX_REQUEST="true"), Conflict("Somebody was faster."))
    text = response.content.decode()

    assert (409, True, False) == (response.status_code, "Somebody was faster." in text, "<html" in text)


@pytest.mark.parametrize(("path", "kind"), [("/x/", "text/html"), ("/api/v1/x/", "application/problem+json")])
def test_the_unexpected_is_answered_without_the_database(path, kind, django_assert_num_queries):
    """Even when the database is what broke."""
    request = _request(path)
    with django_assert_num_queries(0):
        response = server_error(request)

    assert (500, True) == (response.status_code, response["Content-Type"].startswith(kind))
