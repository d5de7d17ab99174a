"""Keeping an installation running."""
