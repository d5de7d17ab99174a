"""The translations of the browser's modules."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.i18n import JavaScriptCatalog


@method_decorator(login_not_required, name="dispatch")
@method_decorator(cache_control(private=True, max_age=600), name="dispatch")
class Translations(JavaScriptCatalog):
    """One script with every text that modules show, in the person's language; the address names the language."""
