"""Commands: everything that changes flows, processes and tasks."""
