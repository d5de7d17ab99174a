"""The table of functions in the reference of expressions: `check` compares it with the registry, `update` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from builder.functions import known_functions

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "expressions.md"
START, END = "<!-- functions -->\n", "<!-- end of functions -->\n"
FAMILIES = {
    "logic": "Choices and conditions",
    "number": "Numbers",
    "text": "Texts",
    "date": "Dates, moments and durations",
    "aggregate": "Rows, or several values",
    "lookup": "Looking up",
    "people": "People and departments",
}


def tables() -> str:
    """Return the tables, one per family."""
    shown = [one for one in known_functions().values() if not one.hidden]
    parts = []
    for family, title in FAMILIES.items():
        parts.append(f"### {title}\n\n| function | what it gives | example |\n| --- | --- | --- |")
        for one in (one for one in shown if one.family == family):
            example = one.examples[0] if one.examples else None
            written = f"`{example.text}` = {example.result}" if example else f"`{one.usage}`"
            parts.append(f"| `{one.signature}` | {one.description} | {written} |")
        parts.append("")
    return "\n".join(parts) + "\n"


def updated(page: str) -> str:
    """Return the page with its tables written anew."""
    before, rest = page.split(START)
    return f"{before}{START}\n{tables()}{END}{rest.split(END)[1]}"


def main(action: str) -> int:
    """Run one action."""
    page = PAGE.read_text("utf-8")
    if action == "update":
        PAGE.write_text(updated(page), "utf-8")
        return 0
    if page != updated(page):
        print("docs/reference/expressions.md: run `python -m tools.function_reference update`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
