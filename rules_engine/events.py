"""What the rules engine announces."""

from dataclasses import dataclass
from typing import ClassVar

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class RulePublished(Event):
    """A version of a rule was published."""

    type: ClassVar[str] = "rule.published"
    rule_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class RuleRan(Event):
    """A rule looked at a record and acted, or failed."""

    type: ClassVar[str] = "rule.run"
    rule_id: int
    run_id: int
    state: str
