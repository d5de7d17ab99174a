"""The reports engine's tables, one file per noun."""

from .dashboard import Dashboard
from .dashboard_version import DashboardVersion
from .report import Report
from .report_version import ReportVersion

__all__ = ["Dashboard", "DashboardVersion", "Report", "ReportVersion"]
