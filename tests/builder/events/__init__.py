"""The event log and the jobs."""
