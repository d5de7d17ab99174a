"""The forms engine's pages."""
