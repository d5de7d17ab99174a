"""What the rules engine reads."""
