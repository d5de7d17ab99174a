"""The living style guide: every component with made-up data, served only while developing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

COMPANIES = ["华东机电", "Northwind", "鼎新科技", "Contoso", "远洋物流", "Fabrikam"]
PEOPLE = ["王磊", "赵敏", "Anna Meyer", "Li Na", "陈晨"]
ACCENTS = ["blue", "indigo", "violet", "rose", "orange", "green", "teal", "slate"]
TONES = [
    {"key": "", "label": gettext_lazy("Draft")},
    {"key": "ok", "label": gettext_lazy("Approved")},
    {"key": "warn", "label": gettext_lazy("Due soon")},
    {"key": "danger", "label": gettext_lazy("Rejected")},
    {"key": "info", "label": gettext_lazy("Running")},
]
CONDITION: dict[str, Any] = {
    "all": [
        {"field": "amount", "op": "ge", "value": "50000"},
        {"any": [{"field": "department", "op": "in", "value": [2, 3]}, {"field": "owner", "op": "is_me"}]},
        {"field": "needed_by", "op": "relative", "value": {"next": 30, "unit": "day"}},
    ]
}


def options(names: list[str]) -> list[dict[str, str]]:
    """Return names as the options of a combobox."""
    return [{"value": str(number), "label": name} for number, name in enumerate(names, start=1)]


def condition_data() -> dict[str, Any]:
    """Return fields of several types for the condition builder."""
    fields: list[dict[str, Any]] = [
        {"key": "title", "label": _("Title"), "type": "text"},
        {"key": "amount", "label": {"en": "Amount", "zh-hans": "金额"}, "type": "money"},
        {"key": "limit", "label": _("Limit"), "type": "money"},
        {"key": "needed_by", "label": _("Needed by"), "type": "date"},
        {"key": "supplier", "label": _("Supplier"), "type": "link", "options": options(COMPANIES)},
        {
            "key": "department",
            "label": _("Department"),
            "type": "department",
            "options": options(["IT", "财务部", "Sales"]),
        },
        {"key": "owner", "label": _("Owner"), "type": "member", "options": options(PEOPLE)},
        {"key": "urgent", "label": _("Urgent"), "type": "checkbox"},
    ]
    return {"fields": fields}


def formula_data() -> dict[str, Any]:
    """Return names for the formula editor."""
    return {
        "fields": [
            {"name": "amount", "label": _("Amount"), "type": "money"},
            {"name": "items.amount", "label": _("Amount of a line"), "type": "list"},
            {"name": "tax_rate", "label": _("Tax rate"), "type": "number"},
        ],
        "functions": [
            {"name": "sum", "signature": "sum(numbers)", "help": _("Adds numbers."), "example": "sum(items.amount)"},
            {"name": "round", "signature": "round(number, places)", "help": _("Rounds half away from zero.")},
        ],
    }


def guide_data() -> dict[str, Any]:
    """Return what the page shows."""
    when = datetime(2026, 11, 20, 10, 24, tzinfo=UTC)
    return {
        "tabs": [
            {"label": _("All"), "url": "#", "current": True, "count": 12},
            {"label": _("Board"), "url": "#", "icon": "layout-grid"},
            {"label": _("Calendar"), "url": "#", "icon": "calendar-days"},
        ],
        "tones": TONES,
        "accents": ACCENTS,
        "steps": [
            {"label": _("Submit"), "state": "done"},
            {"label": _("Direct manager"), "state": "done"},
            {"label": _("Finance"), "state": "now"},
            {"label": _("Purchasing"), "state": ""},
        ],
        "rows": [
            {
                "number": "PR-0418",
                "title": "笔记本电脑 × 12",
                "amount": "86,400.00",
                "status": _("Due soon"),
                "tone": "warn",
            },
            {
                "number": "PR-0417",
                "title": "Travel to Lyon",
                "amount": "1,240.00",
                "status": _("Approved"),
                "tone": "ok",
            },
            {
                "number": "PR-0416",
                "title": "合同会签 · 远洋物流",
                "amount": "120,000.00",
                "status": _("Rejected"),
                "tone": "danger",
            },
        ],
        "activity": [
            {
                "who": "赵敏",
                "text": _("approved"),
                "when": when,
                "icon": "check",
                "tone": "ok",
                "comment": "价格已核对",
            },
            {
                "who": "王磊",
                "text": _("changed the request"),
                "when": when,
                "changes": [{"label": _("Quantity"), "before": 10, "after": 12}],
            },
            {"who": _("Rule"), "text": _("set the budget"), "when": when, "system": True},
        ],
        "suppliers": options(COMPANIES),
        "people": options(PEOPLE),
        "conditions": condition_data(),
        "condition": json.dumps(CONDITION),
        "formula": formula_data(),
        "options_url": "options/",
        "check_url": "check/",
    }


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "builder/styleguide/index.html", {"guide": guide_data()})


@require_GET
def remote_options(request: HttpRequest) -> JsonResponse:
    """Answer a remote combobox."""
    wanted = request.GET.get("q", "").lower()
    return JsonResponse({"results": [option for option in options(COMPANIES) if wanted in option["label"].lower()]})


@require_POST
def check(request: HttpRequest) -> JsonResponse:
    """Answer the formula editor: a misspelt name is marked, anything else is a number."""
    text = str(json.loads(request.body)["expression"])
    at = text.find("tax_rat)")
    if at >= 0:
        problem = {
            "message": _("There is no field “tax_rat”."),
            "hint": _("Did you mean tax_rate?"),
            "span": [at, at + 7],
        }
        return JsonResponse({"type": None, "problems": [problem]})
    return JsonResponse({"type": "number", "value": "84000.00", "problems": []})


urlpatterns = [
    path("styleguide/", guide, name="styleguide"),
    path("styleguide/options/", remote_options),
    path("styleguide/check/", check),
]
