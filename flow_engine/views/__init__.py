"""The flow engine's pages."""
