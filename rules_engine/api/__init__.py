"""The rules engine's endpoints."""
