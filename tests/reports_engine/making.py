"""Published reports for tests, made through the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.models import Application, Department, User
from forms_engine.models import Form
from forms_engine.services.records import submit_record
from reports_engine.models import Dashboard, Report
from reports_engine.services.dashboards import create_dashboard, publish_dashboard, save_dashboard_draft
from reports_engine.services.reports import create_report, publish_report, save_report_draft
from tests.forms_engine.making import make_app, make_department, make_form, make_person, make_role

OPTIONS = [{"key": "it", "label": {"en": "IT", "zh-hans": "信息技术"}}, {"key": "office", "label": {"en": "Office"}}]
SPENDING = (
    ("2026-09-10", "it", "10.00"),
    ("2026-09-30", "office", "5.50"),
    ("2026-10-01", "it", "100.25"),
    ("2026-11-20", None, "7.00"),
)


@dataclass
class House:
    """An app with spending, an administrator, and Ann, who sees only her own and not the amounts' comments."""

    app: Application
    admin: User
    ann: User
    department: Department
    form: Form


def make_house() -> House:
    """Make the house, with four records of the administrator and one of Ann."""
    admin = make_person("admin", is_staff=True, display_name="Admin")
    department = make_department("Sales")
    ann = make_person("ann", display_name="Ann", department=department)
    app = make_app("house", creator=admin)
    form = make_form(
        app,
        "spend",
        {
            "on": "date",
            "kind": {"type": "choice", "options": OPTIONS},
            "amount": {"type": "money", "currency": "EUR"},
            "secret": "number",
        },
        x_title="{kind}",
    )
    make_role(
        app,
        ann,
        spend={"actions": ["create", "read"], "scope": {"kind": "own"}, "fields": {"secret": "hidden"}},
    )
    form.application = app
    for on, kind, amount in SPENDING:
        submit_record(actor=admin, form=form, values={"on": on, "kind": kind, "amount": amount, "secret": 3})
    submit_record(actor=ann, form=form, values={"on": "2026-10-15", "kind": "it", "amount": "1.00"})
    return House(app, admin, ann, department, form)


def question(**parts: Any) -> dict[str, Any]:
    """Return a report document that counts the records, with these parts instead."""
    return {
        "format": 1,
        "dataset": {"type": "records", "form": "spend"},
        "dimensions": [],
        "measures": [{"key": "m1", "op": "count"}],
        "chart": {"type": "table"},
        **parts,
    }


def make_report(house: House, key: str = "report", **parts: Any) -> Report:
    """Create and publish a report."""
    report = create_report(actor=house.admin, application=house.app, name=key, form_key="spend", key=key)
    save_report_draft(actor=house.admin, report=report, document=question(**parts), base_revision=0)
    publish_report(actor=house.admin, report=report)
    return report


def make_dashboard(house: House, **parts: Any) -> Dashboard:
    """Create and publish a dashboard with one tile."""
    tiles = [{"key": "t1", "report": "report", "x": 0, "y": 0, "w": 6, "h": 4}]
    dashboard = create_dashboard(actor=house.admin, application=house.app, name="Board", key="board")
    document = {"format": 1, "tiles": tiles, **parts}
    save_dashboard_draft(actor=house.admin, dashboard=dashboard, document=document, base_revision=0)
    publish_dashboard(actor=house.admin, dashboard=dashboard)
    return dashboard
