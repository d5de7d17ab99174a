"""The forms engine's tables, one file per noun."""
