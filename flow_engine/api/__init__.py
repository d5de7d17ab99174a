"""The flow engine's endpoints."""
