"""The engines that stand on the platform, named and never imported."""

from __future__ import annotations

from importlib.util import find_spec

# The order in which their addresses are tried: a form may have any key, so the forms engine comes last.
ENGINES: tuple[str, ...] = ("reports_engine", "rules_engine", "flow_engine", "forms_engine")


def engine_modules(name: str) -> list[str]:
    """Return the dotted names of the modules of this name that engines have."""
    found = []
    for engine in ENGINES:
        parts = f"{engine}.{name}".split(".")
        parents = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
        if all(find_spec(parent) for parent in parents):
            found.append(parents[-1])
    return found
