"""Errors of the rules engine.

Conflict
`-- RuleNotPublished     nothing to run or switch on yet
"""

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Conflict


class RuleNotPublished(Conflict):
    """The rule has no published version."""

    code = "rule_not_published"
    title = _("Rule not published")
