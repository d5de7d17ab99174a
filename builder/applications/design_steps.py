"""The steps that stand above every page of the design of an app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.models import Application, User
from builder.permissions import access_to

from .providers import Providers


@dataclass(frozen=True)
class DesignStep:
    """One step: Overview, Rules, Access and so on."""

    key: str
    label: Any
    icon: str
    url: str
    position: int = 100
    current: bool = False


StepProvider = Callable[[User, Application], Iterable[DesignStep]]
step_providers: Providers[StepProvider] = Providers("design step provider")


def design_steps(actor: User, application: Application, current: str) -> list[DesignStep]:
    """Return the steps that the actor may go to, the current one marked."""
    found = [step for provider in step_providers for step in provider(actor, application)]
    return [
        DesignStep(step.key, step.label, step.icon, step.url, step.position, step.key == current)
        for step in sorted(found, key=lambda step: step.position)
    ]


@step_providers.register
def own_steps(actor: User, application: Application) -> Iterable[DesignStep]:
    """Offer the overview and, to those who manage it, access."""
    key = application.key
    yield DesignStep("overview", _("Overview"), "layout-grid", reverse("builder:app_overview", args=[key]), 0)
    if access_to(actor, application).can("manage_access"):
        yield DesignStep("access", _("Access"), "shield", reverse("builder:access", args=[key]), 900)
