"""The pure heart of forms: documents and values in, decisions out."""

from .compiling import compile_form, compile_leniently
from .spec import Conditions, Constraint, FieldSpec, FormSpec, Section, Step

__all__ = [
    "Conditions",
    "Constraint",
    "FieldSpec",
    "FormSpec",
    "Section",
    "Step",
    "compile_form",
    "compile_leniently",
]
