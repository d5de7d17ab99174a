"""Every address: who may open it, and that it opens."""

from __future__ import annotations

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.builder.factories import make_administrator, make_application, make_department

pytestmark = pytest.mark.django_db

OPEN_TO_STRANGERS = {
    "/signin/",
    "/jsi18n/",
    "/health/",
    "/account/preferences/",
}
SAMPLES = {"slug": "sample", "int": "1", "uuid": str(uuid.UUID(int=1)), "str": "sample", "path": "sample"}


def _addresses(resolver, prefix="/"):
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, prefix + route)
        elif isinstance(pattern, URLPattern) and "\\" not in route and "^" not in route:
            yield prefix + _filled(route)


def _filled(route):
    parts = route.split("<")
    return parts[0] + "".join(
        SAMPLES[kind.split(":")[0] if ":" in kind else "str"] + rest
        for kind, rest in (part.split(">", 1) for part in parts[1:])
    )


def test_strangers_are_asked_to_sign_in_everywhere(client):
    """Whatever the address and the method: pages lead to the sign-in, the API answers 401."""
    let_in = {}
    for address in sorted(set(_addresses(get_resolver()))):
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            expected = 401 if address.startswith("/api/v1/") else 302
            if response.status_code != expected or (expected == 302 and "/signin/" not in response["Location"]):
                let_in[address] = response.status_code

    assert OPEN_TO_STRANGERS == set(let_in)


@pytest.mark.parametrize(
    "address",
    [
        "//evil/",
        "/%2e%2e/administration/people/",
        "/administration/people/.",
        "/?/signin/",
        "/administration/people/?/signin/",
    ],
)
def test_crafted_addresses_open_nothing(client, address):
    """Tricks with paths and queries lead to the sign-in or nowhere."""
    assert client.get(address).status_code in (301, 302, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/account/",
        "/notifications/",
        "/apps/{app}/",
        "/design/{app}/",
        "/design/{app}/access/",
        "/administration/people/",
        "/administration/people/new/",
        "/administration/people/{person}/",
        "/administration/departments/",
        "/administration/departments/new/",
        "/administration/departments/{department}/",
        "/administration/jobs/",
        "/administration/incidents/",
        "/administration/tokens/",
        "/api/docs/",
    ],
)
def test_every_page_opens_in_every_language(client, address):
    """A page shows its frame in the language that was asked for."""
    administrator = make_administrator()
    application, department = make_application(administrator), make_department(head=administrator)
    client.force_login(administrator)
    address = address.format(app=application.key, person=administrator.pk, department=department.pk)
    for language in ("en", "zh-hans"):
        response = client.get(address, headers={"accept-language": language})

        assert (200, language) == (response.status_code, response["Content-Language"])


def test_pages_forbid_inline_code(client):
    """Every page carries the strict policy, and no template breaks it."""
    administrator = make_administrator()
    client.force_login(administrator)
    response = client.get("/account/")
    text = response.content.decode()

    assert "require-trusted-types-for 'script'" in response["Content-Security-Policy"]
    assert ("onclick=" in text, 'style="' in text) == (False, False)


def test_an_unknown_address_is_a_page_or_a_problem(client):
    """People get a page, programs get problem details."""
    client.force_login(make_administrator())

    assert 404 == client.get("/nowhere/").status_code
    assert "application/problem+json" == client.get("/api/v1/nowhere/")["Content-Type"]
