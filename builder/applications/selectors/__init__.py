"""Questions about applications and their roles."""
