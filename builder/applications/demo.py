"""The demo: an organisation to play with, and the apps that engines and the gallery add to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.models import Department, User

from .providers import Providers

PASSWORD = "millrace-demo"  # noqa: S105 - documented, and refused outside of development
COMPANY = "Millrace Demo"


@dataclass(frozen=True)
class DemoPerson:
    """A person of the demo: the manager and the department are named by their keys."""

    username: str
    display_name: str
    department: str
    manager: str = ""
    language: str = ""
    administrator: bool = False


@dataclass(frozen=True)
class DemoDepartment:
    """A department of the demo, below another one, led by somebody."""

    key: str
    name: str
    parent: str
    head: str


@dataclass(frozen=True)
class Demo:
    """The loaded organisation, as those who add demo apps need it."""

    administrator: User
    people: Mapping[str, User]
    departments: Mapping[str, Department]


DemoApp = Callable[[Demo], str]
"""Adds one app through the services, unless it is there already; answers a line for the console."""

demo_apps: Providers[DemoApp] = Providers("demo app")

DEPARTMENTS = (
    DemoDepartment("company", COMPANY, "", "lin.chen"),
    DemoDepartment("sales", "Sales", "company", "sofia.garcia"),
    DemoDepartment("operations", "Operations", "company", "jun.li"),
    DemoDepartment("purchasing", "Purchasing", "operations", "mei.wang"),
    DemoDepartment("finance", "Finance", "company", "hannah.keller"),
)
PEOPLE = (
    DemoPerson("lin.chen", "陈琳 Lin Chen", "company", language="zh-hans"),
    DemoPerson("admin", "Alex Morgan", "company", "lin.chen", administrator=True),
    DemoPerson("sofia.garcia", "Sofia Garcia", "sales", "lin.chen"),
    DemoPerson("wei.zhang", "张伟 Wei Zhang", "sales", "sofia.garcia", language="zh-hans"),
    DemoPerson("emma.brown", "Emma Brown", "sales", "sofia.garcia"),
    DemoPerson("jun.li", "李军 Jun Li", "operations", "lin.chen", language="zh-hans"),
    DemoPerson("oliver.smith", "Oliver Smith", "operations", "jun.li"),
    DemoPerson("mei.wang", "王梅 Mei Wang", "purchasing", "jun.li", language="zh-hans"),
    DemoPerson("lucas.martin", "Lucas Martin", "purchasing", "mei.wang"),
    DemoPerson("hannah.keller", "Hannah Keller", "finance", "lin.chen"),
    DemoPerson("fang.liu", "刘芳 Fang Liu", "finance", "hannah.keller", language="zh-hans"),
    DemoPerson("noah.davis", "Noah Davis", "finance", "hannah.keller"),
)
