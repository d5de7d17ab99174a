"""What a record is called: its form's title template, filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .slots import Slot, slots_of

if TYPE_CHECKING:
    from forms_engine.engine import FormSpec
    from forms_engine.storage import Generation

_PART = re.compile(r"\{([^{}]*)\}")
OUT_OF_SIGHT = frozenset({"hidden", "masked"})


@dataclass(frozen=True)
class TitlePlan:
    """How titles of one form are made, for one permission shape.

    `attnames` are the columns it needs, the id among them; `references` says what those of them point to that need a
    name.
    """

    parts: tuple[str | Slot, ...]
    attnames: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    def title(self, row: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]]) -> str:
        """Return the title of a row of columns."""
        texts = [part if isinstance(part, str) else _text(part, row, names) for part in self.parts]
        title = " ".join("".join(texts).split())
        return title or str(row.get("number") or f"#{row['id']}")


def plan_title(generation: Generation, spec: FormSpec, masks: Mapping[str, str]) -> TitlePlan:
    """Return how titles are made; fields out of the reader's sight leave no trace in them."""
    slots = slots_of(generation, spec)
    parts: list[str | Slot] = []
    for index, piece in enumerate(_PART.split(spec.title_template or _default_template(spec))):
        if index % 2 == 0:
            parts.append(piece)
        elif piece in slots and masks.get(piece) not in OUT_OF_SIGHT:
            parts.append(slots[piece])
        elif piece == "number":
            parts.append(_NUMBER)
    used = [part for part in parts if isinstance(part, Slot)]
    attnames = dict.fromkeys(["id", "number", *(slot.attname for slot in used)])
    return TitlePlan(tuple(parts), tuple(attnames), {slot.attname: slot.target for slot in used if slot.target})


def title_fields(spec: FormSpec) -> list[str]:
    """Return the names that a form's title is made of."""
    return _PART.findall(spec.title_template or _default_template(spec))


def _default_template(spec: FormSpec) -> str:
    first = next((one.key for one in spec.stored() if one.type in ("text", "autonumber")), "number")
    return f"{{{first}}}"


def _text(slot: Slot, row: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]]) -> str:
    value = row[slot.attname]
    if value is None:
        return ""
    if slot.target:
        known = names.get(slot.target, {})
        return ", ".join(known.get(one, "") for one in (value if isinstance(value, list) else [value]))
    if slot.spec is None:
        return str(value)
    return slot.spec.kind.to_text(value, slot.spec.settings)


_NUMBER = Slot("number", None, "number", None, "")
