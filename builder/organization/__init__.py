"""People, departments, reporting lines and delegations."""
