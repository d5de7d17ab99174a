"""People, departments, reporting lines and delegations."""

from .selectors.delegations import deputy_of
from .selectors.reporting import chain_of, department_subtree, head_of, manager_of, subordinate_ids
from .services.workspace import system_user

__all__ = ["chain_of", "department_subtree", "deputy_of", "head_of", "manager_of", "subordinate_ids", "system_user"]
