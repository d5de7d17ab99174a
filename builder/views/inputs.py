"""The shapes of what the platform's pages take in; meaning is checked by services."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from builder.api.tokens import SCOPES
from builder.exceptions import DomainError
from builder.models import Department, User
from builder.organization.selectors.departments import all_departments
from builder.organization.selectors.people import active_people

from .pickers import PersonPicker

SCOPE_LABELS = {"read": _("Read"), "write": _("Write"), "design": _("Design apps")}


def show_problems(form: forms.Form, error: DomainError) -> None:
    """Put what a service refused beside the fields it is about."""
    for problem in error.problems:
        form.add_error(problem.path if problem.path in form.fields else None, problem.text())
    if not error.problems:
        form.add_error(None, str(error.detail))


class SignIn(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AccountSettings(forms.Form):
    """How the person wants to see the product."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    timezone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=User.Theme.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("Like the browser")), *settings.LANGUAGES]
        zones = [("", _("Like the device")), *((zone, zone) for zone in sorted(zoneinfo.available_timezones()))]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]


class PasswordChange(forms.Form):
    """The old password, and the new one."""

    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class DelegationInput(forms.Form):
    """Who decides for the person, and for how long."""

    deputy = forms.ModelChoiceField(label=_("Deputy"), queryset=User.objects.none(), widget=PersonPicker)
    starts_at = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends_at = forms.DateTimeField(
        label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = active_people(actor=actor).exclude(pk=actor.pk)
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]


class TokenInput(forms.Form):
    """What a new API token is for."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("Which program will use it?"))
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[(scope, SCOPE_LABELS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))],
        initial=90,
    )


class PersonInput(forms.Form):
    """A person, as administrators see them."""

    username = forms.CharField(label=_("User name"), max_length=150)
    display_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    email = forms.EmailField(label=_("Email"), required=False)
    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none(), required=False)
    manager = forms.ModelChoiceField(
        label=_("Manager"), queryset=User.objects.none(), required=False, widget=PersonPicker
    )
    is_staff = forms.BooleanField(label=_("Administrator"), required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = all_departments(actor=actor)  # type: ignore[attr-defined]
        self.fields["manager"].queryset = active_people(actor=actor)  # type: ignore[attr-defined]


class NewPerson(PersonInput):
    """A new person with a first password."""

    password = forms.CharField(
        label=_("First password"),
        help_text=_("At least 10 characters. The person can change it."),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewPassword(forms.Form):
    """A password that an administrator sets."""

    password = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class DepartmentInput(forms.Form):
    """A department and its place."""

    name = forms.CharField(label=_("Name"), max_length=150)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Department.objects.none(), required=False, empty_label=_("(top)")
    )
    head = forms.ModelChoiceField(label=_("Head"), queryset=User.objects.none(), required=False, widget=PersonPicker)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = all_departments(actor=actor)  # type: ignore[attr-defined]
        self.fields["head"].queryset = active_people(actor=actor)  # type: ignore[attr-defined]


class ApplicationInput(forms.Form):
    """How an app is called and looks."""

    name = forms.CharField(label=_("Name"), max_length=100)
    description = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    icon = forms.ChoiceField(label=_("Icon"), choices=[])
    accent = forms.ChoiceField(label=_("Colour"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].choices = list(APP_ICONS.items())  # type: ignore[attr-defined]
        self.fields["accent"].choices = list(ACCENT_LABELS.items())  # type: ignore[attr-defined]


APP_ICONS = {
    "box": _("Box"),
    "shopping-cart": _("Shopping"),
    "receipt": _("Receipt"),
    "banknote": _("Money"),
    "users": _("People"),
    "briefcase": _("Work"),
    "truck": _("Delivery"),
    "factory": _("Production"),
    "warehouse": _("Warehouse"),
    "wrench": _("Service"),
    "headset": _("Support"),
    "calendar": _("Calendar"),
    "clipboard-list": _("Checklist"),
    "chart-column": _("Figures"),
    "handshake": _("Agreements"),
    "file-text": _("Documents"),
}
ACCENT_LABELS = {
    "blue": _("Blue"),
    "indigo": _("Indigo"),
    "violet": _("Violet"),
    "rose": _("Rose"),
    "orange": _("Orange"),
    "green": _("Green"),
    "teal": _("Teal"),
    "slate": _("Slate"),
}
