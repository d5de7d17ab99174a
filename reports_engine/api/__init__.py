"""The reports engine's endpoints."""
