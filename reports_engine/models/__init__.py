"""The reports engine's tables, one file per noun."""
