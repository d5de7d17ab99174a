"""What every chart type answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from builder.exceptions import Problem
from builder.exceptions import gettext_noop as _
from builder.registry import Type


@dataclass(frozen=True)
class Column:
    """A column of a result: a dimension or a measure; `kind` is the type of its values."""

    key: str
    label: str
    role: str
    kind: str
    format: str = ""


@dataclass(frozen=True)
class Table:
    """The answer to a query: rows of wire values, with the shown text of each dimension value beside them."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    shown: Sequence[Sequence[str]]

    def dimensions(self) -> list[int]:
        """Return the positions of the dimensions."""
        return [index for index, column in enumerate(self.columns) if column.role == "dimension"]

    def measures(self) -> list[int]:
        """Return the positions of the measures."""
        return [index for index, column in enumerate(self.columns) if column.role == "measure"]


class Chart(Type):
    """One way to draw a table.

    `needs_dimensions` and `needs_measures` are the least and the most it can draw. A chart that the chart library does
    not draw answers no figure: the page draws numbers and tables from the table itself.
    """

    needs_dimensions: ClassVar[tuple[int, int]] = (1, 2)
    needs_measures: ClassVar[tuple[int, int]] = (1, 8)

    def problems(self, dimensions: int, measures: int) -> list[Problem]:
        """Return why a query of this shape cannot be drawn so."""
        least, most = self.needs_dimensions
        if not least <= dimensions <= most:
            return [self._problem("dimensions", _("This chart takes %(least)d to %(most)d groupings."), least, most)]
        least, most = self.needs_measures
        if not least <= measures <= most:
            return [self._problem("measures", _("This chart takes %(least)d to %(most)d values."), least, most)]
        return []

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the figure as the chart library's JSON, or None where the page draws it itself."""
        raise NotImplementedError

    @staticmethod
    def _problem(path: str, message: str, least: int, most: int) -> Problem:
        return Problem(path, "chart_shape", message, {"least": least, "most": most})


@dataclass(frozen=True)
class Series:
    """One line or set of bars: its name, the places along the axis, the values, and the rows they come from."""

    name: str
    places: list[str]
    values: list[Any]
    rows: list[int]


def series(table: Table) -> list[Series]:
    """Return what to draw: a series per measure, or, with a second dimension, a series per value of that."""
    dimensions, measures = table.dimensions(), table.measures()
    numbers = list(range(len(table.rows)))
    if len(dimensions) < 2:
        axis = [shown[dimensions[0]] for shown in table.shown] if dimensions else [""] * len(numbers)
        return [
            Series(table.columns[at].label, axis, [drawn(row[at]) for row in table.rows], numbers) for at in measures
        ]
    axis_at, name_at, value_at = dimensions[0], dimensions[1], measures[0]
    found: dict[str, Series] = {}
    for number, (row, shown) in enumerate(zip(table.rows, table.shown, strict=True)):
        one = found.setdefault(shown[name_at], Series(shown[name_at], [], [], []))
        one.places.append(shown[axis_at])
        one.values.append(drawn(row[value_at]))
        one.rows.append(number)
    return list(found.values())


def figure_json(figure: Any) -> dict[str, Any]:
    """Return a figure as JSON without the library's default look, which the page's own replaces."""
    answer: dict[str, Any] = figure.to_plotly_json()
    answer["layout"].pop("template", None)
    return answer


def drawn(value: Any) -> float | None:
    """Return a measure as a number to draw; exact decimals travel as text."""
    return None if value is None else float(value)


def axis_order(table: Table) -> list[str]:
    """Return the values of the first dimension in the order of the rows, each once."""
    dimensions = table.dimensions()
    return list(dict.fromkeys(shown[dimensions[0]] for shown in table.shown)) if dimensions else []
