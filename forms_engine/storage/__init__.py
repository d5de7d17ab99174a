"""Where records lie: one native table per form, and models built for them while the program runs."""

from .generations import Generation, forget, kept_generation, models_for
from .search import normalise, search_predicate

__all__ = ["Generation", "forget", "kept_generation", "models_for", "normalise", "search_predicate"]
