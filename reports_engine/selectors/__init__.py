"""What the reports engine reads."""
