"""The flow engine's tables, one file per noun."""

from .copy import Copy
from .flow import Flow
from .flow_version import FlowVersion
from .history import HistoryEntry
from .node_run import NodeRun
from .process import Process
from .process_command import ProcessCommand
from .task import Task

__all__ = ["Copy", "Flow", "FlowVersion", "HistoryEntry", "NodeRun", "Process", "ProcessCommand", "Task"]
