"""The one expression language: formulas, conditions, filters, permissions.

Compile once with `compile_expression(text, schema)`; then evaluate one record in Python, a set of records in SQL, or
hand `to_json()` to the browser. The three agree on every value.
"""

from .env import Env
from .errors import ExpressionError
from .expression import Expression, check_expression, compile_expression
from .types import (
    Boolean,
    Date,
    DateTime,
    Duration,
    Lines,
    ListOf,
    Number,
    NumberOrZero,
    Record,
    Reference,
    Scalar,
    Schema,
    Text,
    Type,
)

__all__ = [
    "Boolean",
    "Date",
    "DateTime",
    "Duration",
    "Env",
    "Expression",
    "ExpressionError",
    "Lines",
    "ListOf",
    "Number",
    "NumberOrZero",
    "Record",
    "Reference",
    "Scalar",
    "Schema",
    "Text",
    "Type",
    "check_expression",
    "compile_expression",
]
