"""The flow engine's tables, one file per noun."""
