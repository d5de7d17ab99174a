"""The shared cache, which may go away: each process then remembers for itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

ABSENCE_SECONDS = 2.0


class SharedCache(RedisCache):
    """Redis while it answers, this process's memory while it does not.

    What is cached is never the only copy of anything, and limits on how often somebody may try still hold in each
    process; so no request fails or waits because Redis does.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._local = LocMemCache("absent", dict(params))
        self._away_until = 0.0

    def _ask(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return getattr(super(), name)(*arguments, **options)
            except RedisError as error:
                if not self._away_until:
                    logger.warning("Redis does not answer; this process remembers for itself. %s", error)
                self._away_until = time.monotonic() + ABSENCE_SECONDS
        return getattr(self._local, name)(*arguments, **options)


def _guarded(name: str) -> Callable[..., Any]:
    def method(self: SharedCache, *arguments: Any, **options: Any) -> Any:
        return self._ask(name, arguments, options)

    method.__name__ = name
    return method


METHODS = "add get set touch delete get_many has_key incr set_many delete_many clear"

for _name in METHODS.split():
    setattr(SharedCache, _name, _guarded(_name))
