"""Keeping an installation running: its jobs and its incidents."""
