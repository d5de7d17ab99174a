"""What the forms of an app are called and hold, as far as access rights must know; the forms engine answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builder.exceptions import Problem
from builder.models import Application

from .providers import Providers


@dataclass(frozen=True)
class CatalogField:
    """A field of a form; the key of a line's field is dotted."""

    key: str
    label: str


@dataclass(frozen=True)
class CatalogForm:
    """A form of an app."""

    key: str
    label: str
    fields: tuple[CatalogField, ...] = ()


FormLister = Callable[[Application], Iterable[CatalogForm]]
ScopeChecker = Callable[[Application, str, str], Iterable[Problem]]

form_listers: Providers[FormLister] = Providers("form lister")
scope_checkers: Providers[ScopeChecker] = Providers("row scope checker")


def forms_of(application: Application) -> list[CatalogForm]:
    """Return the forms of an app with their fields."""
    return [form for lister in form_listers for form in lister(application)]


def check_scope(application: Application, form_key: str, expression: str) -> list[Problem]:
    """Return what is wrong with the expression of a row scope."""
    return [problem for checker in scope_checkers for problem in checker(application, form_key, expression)]
