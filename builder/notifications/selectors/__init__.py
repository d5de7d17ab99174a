"""Read notifications."""
