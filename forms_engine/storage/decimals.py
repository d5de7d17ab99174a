"""Exact numbers: `numeric` on PostgreSQL, a scaled bigint on SQLite."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field

_WIDE = Context(prec=60)


class ExactDecimalField(_Field):
    """A decimal with a fixed greatest number of places.

    SQLite's own numbers lose digits beyond 15, so there the value lies multiplied by ten to the scale, as an integer:
    storing, filtering, sorting and summing stay exact. It is no DecimalField, because Django treats those as floats on
    SQLite; mixing both in one SQL expression fails loudly instead of losing cents.
    """

    description = "Exact decimal"

    def __init__(self, *args: Any, scale: int = 6, **kwargs: Any) -> None:
        self.scale = scale
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return how to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "scale": self.scale}

    def get_internal_type(self) -> str:
        """Return a name no database backend has an opinion about."""
        return "ExactDecimalField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the column type."""
        return "numeric" if connection.vendor == "postgresql" else "bigint"

    def cast_db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type to cast to."""
        return "numeric" if connection.vendor == "postgresql" else "integer"

    def to_python(self, value: Any) -> Decimal | None:
        """Return an exact decimal."""
        if value is None or isinstance(value, Decimal):
            return value
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)

    def get_prep_value(self, value: Any) -> Any:
        """Return an exact decimal, or the SQL expression as it is."""
        value = super().get_prep_value(value)
        return value if hasattr(value, "resolve_expression") else self.to_python(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Return what is sent to the database."""
        value = value if prepared else self.get_prep_value(value)
        if not isinstance(value, Decimal) or connection.vendor == "postgresql":
            return value
        return int(value.scaleb(self.scale, _WIDE).to_integral_value(ROUND_HALF_UP))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Decimal | None:
        """Return the exact decimal; an average on SQLite is a float first."""
        del expression
        if value is None or connection.vendor == "postgresql":
            return value if value is None else Decimal(value)
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return number.scaleb(-self.scale, _WIDE)
