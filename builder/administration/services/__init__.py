"""Mend what stopped; only administrators may."""
