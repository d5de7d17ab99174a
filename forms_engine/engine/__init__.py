"""The pure heart of forms: documents and values in, decisions out."""

from .checking import DOCUMENT_SCHEMA, check_form
from .cleaning import Cleaned, clean_values, wire_value, wire_values
from .compiling import compile_form, compile_leniently
from .completing import complete
from .evaluating import (
    FieldState,
    Surroundings,
    defaults,
    evaluate,
    field_states,
    missing,
    record_context,
    row_defaults,
    violated,
)
from .runtime import to_runtime
from .spec import Conditions, Constraint, FieldSpec, FormSpec, Section, Step, ordered_keys

__all__ = [
    "DOCUMENT_SCHEMA",
    "Cleaned",
    "Conditions",
    "Constraint",
    "FieldSpec",
    "FieldState",
    "FormSpec",
    "Section",
    "Step",
    "Surroundings",
    "check_form",
    "clean_values",
    "compile_form",
    "compile_leniently",
    "complete",
    "defaults",
    "evaluate",
    "field_states",
    "missing",
    "ordered_keys",
    "record_context",
    "row_defaults",
    "to_runtime",
    "violated",
    "wire_value",
    "wire_values",
]
