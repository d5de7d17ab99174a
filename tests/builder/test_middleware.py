"""What every page request passes through."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from builder.middleware import PersonalSettingsMiddleware
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def _seen(person, **cookies):
    """Return language, zone and theme as a view sees them, and the answer."""
    seen = {}

    def view(request):
        seen.update(language=translation.get_language(), zone=timezone.get_current_timezone_name(), theme=request.theme)
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = person
    request.COOKIES.update(cookies)
    with translation.override("en"):
        response = PersonalSettingsMiddleware(view)(request)
    return seen, response


def test_a_person_sees_the_product_as_they_set_it():
    """Their settings go before what the device says."""
    person = make_person(language="zh-hans", timezone="Asia/Shanghai")
    person.theme = "dark"

    assert {"language": "zh-hans", "zone": "Asia/Shanghai", "theme": "dark"} == _seen(person, timezone="UTC")[0]


def test_without_settings_the_device_decides():
    """The browser tells its time zone in a cookie; nonsense in it is ignored."""
    person = make_person()

    assert "Europe/Berlin" == _seen(person, timezone="Europe/Berlin")[0]["zone"]
    assert "UTC" == _seen(person, timezone="../../etc/passwd")[0]["zone"]


def test_pages_of_people_are_not_kept_by_strangers():
    """No shared cache holds them."""
    assert "private, no-cache" == _seen(make_person())[1]["Cache-Control"]
