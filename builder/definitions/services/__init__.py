"""Commands that every engine's definitions share."""
