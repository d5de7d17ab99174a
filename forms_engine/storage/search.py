"""Full search in records: one normalised text per record, found through pairs of characters.

Pairs also find words of two Chinese characters, which an index of three-letter groups cannot.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler

MAX_SEARCH_TEXT = 4000
MAX_WORDS = 8

BIGRAMS_FUNCTION = """
CREATE FUNCTION millrace_bigrams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
        SELECT letter || lead(letter) OVER (ORDER BY place) AS pair
        FROM unnest(string_to_array(source, NULL)) WITH ORDINALITY AS letters(letter, place)
    ) pairs WHERE pair IS NOT NULL
$$
"""


def normalise(text: str) -> str:
    """Return text as searches compare it: one form of every letter, small, single blanks."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def search_text(parts: list[str]) -> str:
    """Return what is stored to find a record by the given texts."""
    return "\n".join(dict.fromkeys(word for part in parts if (word := normalise(part))))[:MAX_SEARCH_TEXT]


def search_predicate(text: str) -> Q:
    """Return the condition that every word of the text is found in the record."""
    found = Q()
    for word in dict.fromkeys(normalise(text).split(" ")[:MAX_WORDS]):
        if word:
            found &= Q(search__contains=word)
            if len(word) > 1:
                found &= Q(HasPairs(F("search"), Value(sorted({word[i : i + 2] for i in range(len(word) - 1)}))))
    return found


class HasPairs(Func):
    """True when the text may hold the word, told by an index on PostgreSQL; always true elsewhere."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any) -> Any:
        """Return nothing to check: the text itself is compared as well."""
        del compiler, connection, args, extra
        return "1 = 1", []

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, list[Any]]:
        """Return the condition the index answers."""
        del connection, extra
        column, pairs = self.get_source_expressions()
        sql, params = compiler.compile(column)
        return f"millrace_bigrams({sql}) @> %s::text[]", [*params, pairs.value]
