"""Clients that keep asking while the product is being killed, and remember what was promised to them."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterator

# What one client does: send request number n over the connection, and say whether it was acknowledged.
Ask = Callable[[http.client.HTTPConnection, int], bool]


class Load:
    """Some clients in threads. A request that was cut off is forgotten, or repeated until it is acknowledged."""

    def __init__(self, port: int, ask: Ask, *, total: int, repeats: bool = False, clients: int = 4) -> None:
        self.acknowledged: list[int] = []
        self.failures: list[BaseException] = []
        self._repeats = repeats
        self._numbers: Iterator[int] = iter(range(1, total + 1)) if repeats else itertools.count(1)
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
        if self.failures:
            raise self.failures[0]

    def has_reached(self, count: int) -> bool:
        """Say whether so many requests have been acknowledged."""
        return len(self.acknowledged) >= count

    def _run(self) -> None:
        try:
            self._ask_all()
        except Exception as error:  # noqa: BLE001 -- told by the thread that waits
            self.failures.append(error)

    def _ask_all(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        for number in self._numbers:
            while not self._asked(connection, number) and self._repeats:
                pass
            if not self._repeats and len(self.acknowledged) >= self._total:
                break
        connection.close()

    def _asked(self, connection: http.client.HTTPConnection, number: int) -> bool:
        """Ask once; say whether it was acknowledged."""
        try:
            done = self._ask(connection, number)
        except (OSError, http.client.HTTPException):
            connection.close()
            time.sleep(0.05)
            return False
        if done:
            self.acknowledged.append(number)
        return done
