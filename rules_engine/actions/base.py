"""What every action answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from builder.exceptions import Problem
from builder.expressions import Env, Schema
from builder.registry import Type


@dataclass(frozen=True)
class ActionContext:
    """What an action may use: the record's values, who acts, and a key that names this step of this run.

    `application_key` and `form_key` say where the record lives; `initiator_id` who created it.
    """

    application_key: str
    form_key: str
    record_id: int
    initiator_id: int | None
    values: Mapping[str, Any]
    env: Env
    actor: Any
    run_key: str


class Action(Type):
    """One kind of step; it may be repeated safely under the same `run_key`."""

    amends_same_form: ClassVar[bool] = False

    def problems(self, settings: Mapping[str, Any], schema: Schema, application_key: str) -> list[Problem]:
        """Return what is wrong with the settings, with paths below them."""
        raise NotImplementedError

    def reads(self, settings: Mapping[str, Any], schema: Schema) -> set[str]:
        """Return the dotted names which its expressions use, those of sub-table rows below their table."""
        return set()

    def perform(self, settings: Mapping[str, Any], schema: Schema, context: ActionContext) -> dict[str, Any]:
        """Do it, through one service of a lower engine; answer what came of it, for the run log.

        Raises:
            DomainError: the service refused; nothing of the step stays.
        """
        raise NotImplementedError
