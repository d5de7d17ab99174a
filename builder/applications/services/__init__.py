"""Commands that change applications and their roles."""
