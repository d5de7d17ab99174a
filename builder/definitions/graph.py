"""Who uses whom: an order in which everything comes after what it uses, and the users of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class CircularUse(ValueError):
    """Things use each other in a circle; `path` starts and ends with the same one."""

    def __init__(self, path: list[str]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


class Graph:
    """Names and what each of them uses; names that are only used count as well."""

    def __init__(self, uses: Mapping[str, Iterable[str]]) -> None:
        self._uses = {name: list(dict.fromkeys(used)) for name, used in uses.items()}

    def uses(self, name: str) -> list[str]:
        """Return what a name uses directly."""
        return self._uses.get(name, [])

    def used_by(self, name: str) -> list[str]:
        """Return who uses a name directly."""
        return [user for user, used in self._uses.items() if name in used]

    def in_order(self) -> list[str]:
        """Return every name after all that it uses.

        Raises:
            CircularUse: there is no such order.
        """
        done: dict[str, None] = {}
        for name in self._uses:
            self._visit(name, done)
        return list(done)

    def _visit(self, start: str, done: dict[str, None]) -> None:
        # A stack of our own: a chain of formulas may be longer than Python's.
        path: dict[str, None] = {}
        stack = [(start, iter(self.uses(start)))]
        path[start] = None
        while stack:
            name, rest = stack[-1]
            following = next((used for used in rest if used not in done), None)
            if following is None:
                stack.pop()
                path.pop(name)
                done[name] = None
            elif following in path:
                names = list(path)
                raise CircularUse([*names[names.index(following) :], following])
            else:
                path[following] = None
                stack.append((following, iter(self.uses(following))))
