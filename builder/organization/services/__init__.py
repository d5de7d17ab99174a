"""Commands that change the organisation."""
