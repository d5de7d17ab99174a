"""Questions about jobs and incidents."""
