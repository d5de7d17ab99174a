"""The rules engine's pages."""
