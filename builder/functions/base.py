"""What every function says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from builder.registry import Type

if TYPE_CHECKING:
    from builder.expressions.calls import Call
    from builder.expressions.tree import Node
    from builder.expressions.types import Scalar


@dataclass(frozen=True)
class Parameter:
    """One argument: its name, the kinds it takes (any if empty) and whether it may be left out."""

    name: str
    kinds: tuple[str, ...] = ()
    optional: bool = False
    # The last parameter of CONCAT and its like may be given many times.
    repeats: bool = False
    # Some arguments, such as a number of places, must be known before the expression runs.
    whole: tuple[int, int] | None = None
    words: tuple[str, ...] = ()


def text(name: str, *, optional: bool = False, repeats: bool = False) -> Parameter:
    """Return a parameter that takes a text."""
    return Parameter(name, ("text",), optional, repeats)


def number(name: str, *, optional: bool = False, repeats: bool = False) -> Parameter:
    """Return a parameter that takes a number."""
    return Parameter(name, ("number",), optional, repeats)


def date(name: str, *, optional: bool = False) -> Parameter:
    """Return a parameter that takes a date; a date and time gives its day."""
    return Parameter(name, ("date", "datetime"), optional)


@dataclass(frozen=True)
class Example:
    """An expression without fields and what it gives, written as text; shown to people and run by the tests."""

    text: str
    result: str


class Function(Type):
    """A function of the expression language.

    Most functions are strict (a blank argument makes the result blank) and give `run`, which Python and SQLite use, and
    `postgresql`, a template with `{0}`, `{1}` for the arguments and `{zone}`, or one template per kind of the first
    argument. A function that is only another way to write something overrides `build` and needs neither.
    """

    key: ClassVar[str]
    label: ClassVar[Any] = ""
    family: ClassVar[str]
    description: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    # None: the type of the first argument.
    returns: ClassVar[Scalar | None] = None
    examples: ClassVar[tuple[Example, ...]] = ()
    # How a call looks where an example would need fields.
    usage: ClassVar[str] = ""
    # Only other functions use it.
    hidden: ClassVar[bool] = False
    strict: ClassVar[bool] = True
    # A written form is built from others and reaches no back end itself.
    composed: ClassVar[bool] = False
    # Its dates may lie beyond the calendar, where PostgreSQL still counts and Python does not.
    leaves_calendar: ClassVar[bool] = False
    # Moments among the arguments are taken as the days they fall on.
    on_days: ClassVar[bool] = False
    postgresql: ClassVar[str | Mapping[str, str]] = ""
    run: ClassVar[Callable[..., Any]]

    @property
    def signature(self) -> str:
        """Return how the call is written."""
        shown = [f"{p.name}, ..." if p.repeats else f"[{p.name}]" if p.optional else p.name for p in self.parameters]
        return f"{self.key}({', '.join(shown)})"

    def build(self, call: Call) -> Node:
        """Return the typed tree of a call."""
        return call.checked(self)

    def sql(self, kinds: list[str]) -> str:
        """Return the PostgreSQL template for arguments of these kinds."""
        if isinstance(self.postgresql, str):
            return self.postgresql
        return self.postgresql[kinds[0]]

    def digits(self, digits: list[int]) -> int:
        """Return the most whole digits of a numeric result, given those of the arguments."""
        return max(digits, default=0)

    def growth(self, lengths: list[int]) -> int:
        """Return the most characters of a text result, given those of the arguments."""
        return sum(lengths)
