"""Faults, and what survives them."""
