"""What the reports engine announces."""

from dataclasses import dataclass
from typing import ClassVar

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportPublished(Event):
    """A version of a report was published."""

    type: ClassVar[str] = "report.published"
    report_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class DashboardPublished(Event):
    """A version of a dashboard was published."""

    type: ClassVar[str] = "dashboard.published"
    dashboard_id: int
    number: int
