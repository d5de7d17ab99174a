"""What the rules engine writes."""
