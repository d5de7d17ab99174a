"""The reports engine's pages."""
