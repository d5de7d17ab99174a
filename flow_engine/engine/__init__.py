"""The pure heart of flows: documents and facts in, decisions out."""

from .commands import Command
from .env import ConditionFailed, Env
from .plan import START, Plan, compile_flow
from .refusal import Refused
from .state import FINAL, Incident, Process, Run, Task, Token
from .step import Outcome, replay, step

__all__ = [
    "FINAL",
    "START",
    "Command",
    "ConditionFailed",
    "Env",
    "Incident",
    "Outcome",
    "Plan",
    "Process",
    "Refused",
    "Run",
    "Task",
    "Token",
    "compile_flow",
    "replay",
    "step",
]
