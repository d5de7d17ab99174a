"""A draft as it would run."""

from __future__ import annotations

from typing import Any

from builder import documents
from forms_engine.engine import DOCUMENT_SCHEMA, compile_leniently, to_runtime
from forms_engine.models import Form

from .forms import link_targets


def preview(form: Form, document: Any, language: str) -> dict[str, Any] | None:
    """Return a document for the browser's form runtime, without what does not compile; None when it is no form."""
    if documents.check(DOCUMENT_SCHEMA, document):
        return None
    spec, _problems = compile_leniently(document, link_targets(form, document))
    return to_runtime(spec, language)
