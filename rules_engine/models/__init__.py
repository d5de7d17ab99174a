"""The rules engine's tables, one file per noun."""

from .rule import Rule
from .rule_run import RuleRun
from .rule_version import RuleVersion

__all__ = ["Rule", "RuleRun", "RuleVersion"]
