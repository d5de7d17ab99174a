"""Questions about the organisation."""
