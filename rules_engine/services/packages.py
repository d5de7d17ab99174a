"""Install the rules of a package."""

from __future__ import annotations

from builder.applications.packages import Package, PartInstaller, package_parts
from builder.models import Application, User

from .rules import create_rule, publish_rule, save_rule_draft

OUTSIDE = frozenset({"key", "name"})


@package_parts.register
def rules_part() -> PartInstaller:
    """Rules come after the forms and flows they wait for."""
    return PartInstaller(300, install_rules)


def install_rules(actor: User, application: Application, package: Package) -> None:
    """Create and publish the rules."""
    for key, file in package.parts("rules"):
        document = {name: value for name, value in file.items() if name not in OUTSIDE}
        rule = create_rule(actor=actor, application=application, name=file["name"], form_key=file["form"], key=key)
        save_rule_draft(actor=actor, rule=rule, document=document, base_revision=rule.draft_revision)
        publish_rule(actor=actor, rule=rule)
