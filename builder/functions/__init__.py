"""The functions an expression may call: one registry, one file per family."""

from __future__ import annotations

import functools as _functools

from builder.registry import Registry

from .base import Example, Function, Parameter

__all__ = ["Example", "Function", "Parameter", "functions", "known_functions"]

functions: Registry[Function] = Registry("function", __name__)


@_functools.cache
def known_functions() -> dict[str, Function]:
    """Return every function by name, finding the families on first use."""
    functions.discover()
    return {function.key: function for function in functions.all()}
