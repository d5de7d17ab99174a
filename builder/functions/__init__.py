"""The functions an expression may call: one registry, one file per family."""

from __future__ import annotations

import functools as _functools
import importlib as _importlib
from typing import Any as _Any

from builder.registry import Registry

from .base import Example, Function, Parameter

__all__ = ["Example", "Function", "Parameter", "catalogue", "functions", "known_functions"]

functions: Registry[Function] = Registry("function", __name__)


@_functools.cache
def known_functions() -> dict[str, Function]:
    """Return every function by name, finding the families on first use."""
    functions.discover()
    return {function.key: function for function in functions.all()}


def catalogue(language: str = "en") -> list[dict[str, _Any]]:
    """Return what the formula editor shows of every function, in a language."""
    # Translating needs Django, and the language itself must do without.
    translation = _importlib.import_module("django.utils.translation")
    with translation.override(language):
        return [
            {
                "name": function.key,
                "signature": function.signature,
                "help": translation.gettext(function.description),
                "example": function.examples[0].text if function.examples else function.usage,
                "result": function.examples[0].result if function.examples else "",
                "group": function.family,
            }
            for function in known_functions().values()
            if not function.hidden
        ]
