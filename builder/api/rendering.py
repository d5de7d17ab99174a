"""JSON in and out: strict about what comes in, quick about what goes out."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import IO, Any

import orjson
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

MAX_DEPTH = 60


class BodyTooLarge(APIException):
    """The body is larger than this installation accepts."""

    status_code = 413
    default_detail = _("The request is too large.")
    default_code = "too_large"


class FastJSONRenderer(BaseRenderer):
    """Render answers with orjson; money and other decimals become text, lazy text becomes text."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return the bytes of the answer."""
        del accepted_media_type, renderer_context
        return b"" if data is None else dump(data)


class StrictJSONParser(BaseParser):
    """Read JSON that means one thing only.

    Refused: keys that occur twice, NaN and infinities, text that no database can store, and documents too large or too
    deep to be meant seriously.
    """

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return what the body says.

        Raises:
            ParseError: it is not JSON as described above.
            BodyTooLarge: it is longer than `DATA_UPLOAD_MAX_MEMORY_SIZE`.
        """
        del media_type, parser_context
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLarge
        return load(body)


def dump(data: Any) -> bytes:
    """Return data as JSON."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def load(body: bytes) -> Any:
    """Return what strict JSON says."""
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise ParseError(_("This is not valid JSON: %(reason)s.") % {"reason": str(error).rstrip(".")}) from error
    _check(value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, (Decimal, Promise)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice in one object")
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is out of range")
    return number


def _check(value: Any) -> None:
    level = [value]
    for _depth in range(MAX_DEPTH):
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                _check_texts(node)
                below.extend(node.values())
            elif isinstance(node, list):
                below.extend(node)
            elif isinstance(node, str):
                _check_texts((node,))
        if not below:
            return
        level = below
    raise ParseError(_("The JSON is nested too deeply."))


def _check_texts(texts: Any) -> None:
    for text in texts:
        if "\x00" in text:
            raise ParseError(_("Text must not contain the NUL character."))
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError as error:
                raise ParseError(_("Text must not contain half a character.")) from error
