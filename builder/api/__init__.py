"""The platform's REST doors, and what every engine's doors share."""
