"""What rules add to the platform's pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.design_steps import DesignStep, step_providers
from builder.applications.sections import CreateField, Section, SectionEntry, sections
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from rules_engine.models import Rule
from rules_engine.selectors.designing import design_choices
from rules_engine.selectors.rules import list_rules


@step_providers.register
def rule_step(actor: User, application: Application) -> Iterable[DesignStep]:
    """Offer the design of rules."""
    if access_to(actor, application).can("design"):
        yield DesignStep("rules", _("Rules"), "zap", reverse("rules:rule_list", args=[application.key]), position=300)


@sections.register
def rule_section(actor: User, application: Application) -> Section | None:
    """Show the rules in the overview."""
    forms = [(form["key"], form["label"]) for form in design_choices(actor=actor, application=application)["forms"]]
    return Section(
        key="rules",
        label=_("Rules"),
        icon="zap",
        entries=[_entry(application, rule) for rule in list_rules(actor=actor, application=application)],
        empty_text=_("A rule does work by itself: when something happens, then it creates records or tells people."),
        create_label=_("New rule"),
        create_url=reverse("rules:rule_create", args=[application.key]) if forms else "",
        create_fields=(CreateField("form", _("About records of"), forms),),
        all_url=reverse("rules:rule_list", args=[application.key]),
        position=300,
    )


def _entry(application: Application, rule: Rule) -> SectionEntry:
    version = rule.current_version
    state = "draft" if version is None else "published" if version.document == rule.draft else "changed"
    note = "" if rule.enabled or version is None else _("Switched off")
    return SectionEntry(
        localized(rule.name), reverse("rules:rule_design", args=[application.key, rule.key]), state, note
    )
