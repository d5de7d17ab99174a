"""Choosing one person among any number of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString


class PersonPicker(forms.Select):
    """A select that holds only who is chosen; the element around it finds everybody else."""

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Offer the empty choice and the chosen person."""
        every = self.choices
        chosen = [one for one in value if str(one).isdecimal()]
        people = getattr(every, "queryset").filter(pk__in=chosen)  # noqa: B009 - only choices of models have it
        self.choices = [("", ""), *((person.pk, str(person)) for person in people)]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = every

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Put the picker around the select."""
        select = super().render(name, value, attrs, renderer)
        return format_html(
            '<mr-people-picker src="{}">{}</mr-people-picker>', reverse_lazy("builder:search_people"), select
        )
