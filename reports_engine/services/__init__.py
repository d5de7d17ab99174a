"""What the reports engine writes."""
