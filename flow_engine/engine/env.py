"""What the engine asks of the world while it steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class ConditionFailed(Exception):
    """A condition could not be evaluated; the message says why."""


class Env(Protocol):
    """The outside: people and conditions. Every answer is recorded, so that a step can be replayed without it."""

    def people(self, rules: Sequence[Mapping[str, Any]], previous: int | None) -> list[int]:
        """Return the active people the rules name, once each."""

    def condition(self, expression: str) -> bool:
        """Tell whether a condition holds.

        Raises:
            ConditionFailed: it cannot be evaluated.
        """

    def deputies(self, people: Sequence[int]) -> dict[int, int]:
        """Return who stands in for whom now, for those who are away."""

    def administrators(self) -> list[int]:
        """Return who looks after the flow."""


class Recorder:
    """Asks the world and writes the answers down, or reads them from an earlier run of the same command."""

    def __init__(self, env: Env | None, answers: list[Any] | None) -> None:
        self._env = env
        self._replay = list(answers) if answers is not None else None
        self.answers: list[Any] = []

    def people(self, rules: Sequence[Mapping[str, Any]], previous: int | None) -> list[int]:
        """Return the people the rules name."""
        found: list[int] = self._note(lambda env: env.people(rules, previous))
        return found

    def condition(self, expression: str) -> bool | str:
        """Return whether the condition holds, or the reason why it cannot be told."""

        def ask(env: Env) -> bool | str:
            try:
                return bool(env.condition(expression))
            except ConditionFailed as error:
                return str(error) or "failed"

        answer: bool | str = self._note(ask)
        return answer

    def deputies(self, people: Sequence[int]) -> dict[int, int]:
        """Return who stands in for whom."""
        pairs = self._note(lambda env: [list(pair) for pair in sorted(env.deputies(people).items())])
        return dict(pairs)

    def administrators(self) -> list[int]:
        """Return who looks after the flow."""
        found: list[int] = self._note(lambda env: env.administrators())
        return found

    def _note(self, ask: Any) -> Any:
        if self._replay is not None:
            answer = self._replay.pop(0)
        elif self._env is None:
            raise LookupError("The command was recorded without this answer.")
        else:
            answer = ask(self._env)
        self.answers.append(answer)
        return answer
