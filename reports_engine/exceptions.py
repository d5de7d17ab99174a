"""Errors of the reports engine.

Conflict
`-- ReportNotPublished     nothing to show yet
"""

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Conflict


class ReportNotPublished(Conflict):
    """The report or dashboard has no published version."""

    code = "report_not_published"
    title = _("Not published")
