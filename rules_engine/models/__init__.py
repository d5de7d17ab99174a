"""The rules engine's tables, one file per noun."""
