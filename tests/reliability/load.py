"""Clients that keep asking while the product is being killed, and remember what was promised to them."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Callable

# What one client does: send request number n over the connection, and say whether it was acknowledged.
Ask = Callable[[http.client.HTTPConnection, int], bool]


class Load:
    """Some clients in threads; a request that was cut off is never repeated."""

    def __init__(self, port: int, ask: Ask, *, total: int, clients: int = 4) -> None:
        self.acknowledged: list[int] = []
        self._numbers = itertools.count(1)
        self._total = total
        self._port = port
        self._ask = ask
        self._threads = [threading.Thread(target=self._run) for _each in range(clients)]

    def __enter__(self) -> Load:
        """Start the clients."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Wait until everything has been acknowledged."""
        for thread in self._threads:
            thread.join()

    def has_reached(self, count: int) -> bool:
        """Say whether so many requests have been acknowledged."""
        return len(self.acknowledged) >= count

    def _run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while len(self.acknowledged) < self._total:
            number = next(self._numbers)
            try:
                if self._ask(connection, number):
                    self.acknowledged.append(number)
            except (OSError, http.client.HTTPException):
                connection.close()
                time.sleep(0.05)
        connection.close()
